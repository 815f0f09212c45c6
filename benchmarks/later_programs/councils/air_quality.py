"""Air quality by district; the district is kept in a context variable, as in the web service."""
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from multiprocessing import Pool

district: ContextVar[str] = ContextVar("district")

LIMITS = {"harbour": 65, "old_town": 55}


@dataclass(frozen=True)
class Reading:
    street: str
    dust: float


@contextmanager
def working_in(name):
    token = district.set(name)
    try:
        yield LIMITS[name]
    finally:
        district.reset(token)


def limit():
    return LIMITS[district.get()]


def too_dusty(name, reading):
    with working_in(name):
        return reading.street if reading.dust > limit() else None


READINGS = [Reading("Quay", 66.0), Reading("Mill Lane", 41.5), Reading("Dock", 71.25), Reading("Kiln", 64.9)]


def report(name):
    with working_in(name) as allowed, Pool(2) as pool:
        dusty = [street for street in pool.map(partial(too_dusty, name), READINGS) if street]
    return f"{name} (limit {allowed}): {', '.join(dusty) or 'clean'}"


if __name__ == "__main__":
    for name in LIMITS:
        print(report(name))
    print("ok")
