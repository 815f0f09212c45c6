"""River levels: raw counts of three gauges to centimetres."""

import multiprocessing as mp

import startup
import tables

RAW = [("north", 100), ("south", 260), ("weir", 31)]


def level(sample):
    gauge, count = sample
    return round(tables.factor(gauge) * count)


def pool_options():
    options = {"processes": 2}
    if startup.needs_calibration():
        options["initializer"] = tables.load
    return options


def main():
    tables.load()
    with mp.Pool(**pool_options()) as pool:
        levels = pool.map(level, RAW)
    if levels == [150, 130, 62]:
        print("ok")
    else:
        print("raw levels", levels)


if __name__ == "__main__":
    main()
