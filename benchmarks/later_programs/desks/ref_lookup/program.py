"""Scales positions by the pool factors of the instrument master."""
import logging
import os
import tempfile
from collections import defaultdict
from multiprocessing import Pool

import instruments

log = logging.getLogger("ref")


def rows(number):
    for n in range(number):
        yield f"US{n:08d}", ("USD", "EUR", "GBP")[n % 3], round(1.0 - n / (2.0 * number), 6)


def scale(path, isin, nominal):
    currency, factor = instruments.factor(path, isin)
    return isin, currency, nominal * factor


def positions(path, number):
    return [(path, f"US{n:08d}", 1000.0 * (1 + n % 11)) for n in range(number)]


def expected(number):
    totals = defaultdict(float)
    for n, (_, currency, factor) in enumerate(rows(number)):
        totals[currency] += 1000.0 * (1 + n % 11) * factor
    return totals


def run(path, number):
    log.info("%d instruments on file", instruments.create(path, rows(number)))
    totals = defaultdict(float)
    with Pool(3) as pool:
        for _, currency, amount in pool.starmap(scale, positions(path, number), chunksize=25):
            totals[currency] += amount
        pool.close()
        pool.join()
    log.info("%d instruments still on file", instruments.count(path))
    return totals


def main(number=600):
    logging.basicConfig(level=logging.INFO, format="%(name)s %(message)s")
    with tempfile.TemporaryDirectory() as folder:
        try:
            totals = run(os.path.join(folder, "master.db"), number)
        finally:
            instruments.release()
    for currency, amount in expected(number).items():
        assert abs(totals[currency] - amount) < 1e-6, currency
        print(f"{currency} {amount:,.2f}")
    print("ok")


if __name__ == "__main__":
    main()
