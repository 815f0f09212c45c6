"""Prices of sailings."""
from concurrent.futures import ProcessPoolExecutor


def price(day):
    season = 2 if 150 < day < 250 else 1
    return season * 2900 + 13 * (day % 7)


def price_year(settings):
    options = {"max_workers": settings.workers}
    with ProcessPoolExecutor(**options) as executor:
        return list(executor.map(price, range(365), chunksize=settings.chunk))
