import statistics

from .registry import job, timed


def historic(currency):
    moves = [((k * 7919) % 101 - 50) / 5000 for k in range(250)]
    return round(statistics.quantiles(moves, n=100)[0] * {"USD": 1.0, "EUR": 1.1, "JPY": 0.7}[currency], 6)


historic = timed(unit=1.0)(historic)
job(historic)
