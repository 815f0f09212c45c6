"""Reduce the same field in several filters; the pipeline reads its filter from the environment."""
import os
from contextlib import contextmanager
from multiprocessing import Pool

ZERO_POINTS = {"B": 24.9, "V": 25.2, "R": 25.0}
COUNTS = {"s1": 1000.0, "s2": 400.0, "s3": 52.0}


def current_filter():
    return os.environ.get("REDUCE_FILTER", "V")


def magnitude(star):
    from math import log10

    band = current_filter()
    return star, band, round(ZERO_POINTS[band] - 2.5 * log10(COUNTS[star]), 3)


@contextmanager
def filter_wheel(band):
    before = os.environ.get("REDUCE_FILTER")
    os.environ["REDUCE_FILTER"] = band
    try:
        yield band
    finally:
        if before is None:
            del os.environ["REDUCE_FILTER"]
        else:
            os.environ["REDUCE_FILTER"] = before


def reduce_field():
    catalogue = {}
    for band in ZERO_POINTS:
        with filter_wheel(band), Pool(2) as pool:
            for star, used, value in pool.map(magnitude, sorted(COUNTS)):
                catalogue.setdefault(band, {})[star] = (used, value)
    return catalogue


def main():
    catalogue = reduce_field()
    mixed = []
    for band, stars in catalogue.items():
        for star, (used, value) in stars.items():
            print(band, star, value)
            if used != band:
                mixed.append(f"{star}: {used} instead of {band}")
    print("; ".join(mixed) or "ok")


if __name__ == "__main__":
    main()
