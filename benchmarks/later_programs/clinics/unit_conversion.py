"""Converts the glucose values of two laboratories to the units of each receiver.

The units come from LAB_UNITS, as in the laboratory's other tools.
"""

import multiprocessing
import os
from contextlib import contextmanager

MMOL_PER_MG = 1 / 18.016
VALUES = {"north": [92, 101, 148, 77], "south": [88, 190, 99]}  # mg/dl


@contextmanager
def jobs(count=2):
    pool = multiprocessing.Pool(count)
    try:
        yield pool
        pool.close()
    except BaseException:
        pool.terminate()
        raise
    finally:
        pool.join()


def convert(value):
    units = os.environ.get("LAB_UNITS", "mg/dl")
    if units == "mmol/l":
        return "%.1f %s" % (value * MMOL_PER_MG, units)
    return "%d %s" % (value, units)


def export(values):
    with jobs() as pool:
        return pool.map(convert, values)


def main():
    reports = {}

    os.environ["LAB_UNITS"] = "mg/dl"
    reports["clinic in town"] = export(VALUES["north"] + VALUES["south"])

    os.environ["LAB_UNITS"] = "mmol/l"
    reports["university"] = export(VALUES["south"])

    for receiver, lines in reports.items():
        print(receiver + ":")
        for line in lines:
            print("   ", line)
    if all(line.endswith("mmol/l") for line in reports["university"]):
        print("ok")
    else:
        print("university: units differ from what was ordered")


if __name__ == "__main__":
    main()
