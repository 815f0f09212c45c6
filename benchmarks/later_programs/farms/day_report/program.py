#!/usr/bin/env python3
import logging
import sys

from report import DayReport

READINGS = [
    ("yard", 4.1), ("silo", 6.0), ("pond", 3.7),
    ("yard", 4.9), ("silo", 6.6),
]


def main():
    logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(message)s")
    log = logging.getLogger("day")
    rep = DayReport()
    for station, value in READINGS:
        try:
            rep.add(station, float(value))
        except ValueError:
            log.error("bad value from %s", station)
    log.info("%d readings taken", len(READINGS))
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
