import functools

from .registry import Retried, job, timed


@functools.lru_cache(maxsize=256)
def fx(currency):
    return {"USD": 1.0, "EUR": 1.09, "JPY": 0.0067}[currency]


@job
@timed()
def daily(currency):
    return round(fx(currency) * 1_000_000, 2)


@job(name="flash")
@Retried(times=3)
def flash_estimate(currency):
    if not currency:
        raise ConnectionError("no line to the rate source")
    return round(fx(currency) * 900_000, 2)
