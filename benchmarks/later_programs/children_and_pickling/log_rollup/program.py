import multiprocessing as mp
import os
import sys

from workers import count_levels, slowest

LOGS = [
    "INFO 12 start\nWARN 340 disk\nINFO 7 stop",
    "ERROR 95 timeout\nINFO 4 retry",
    "WARN 18 memory\nERROR 1200 crash\nERROR 60 again",
]


def rollup(logs, jobs=2):
    with mp.Pool(jobs) as pool:
        counts = pool.map(count_levels, logs)
        peaks = pool.map(slowest, logs)
    total = {}
    for part in counts:
        for level, number in part.items():
            total[level] = total.get(level, 0) + number
    return total, max(peaks)


def main():
    total, peak = rollup(LOGS)
    print(total, peak, "on", os.cpu_count(), "cores")
    if total != {"INFO": 3, "WARN": 2, "ERROR": 3} or peak != 1200:
        return 1
    print("ok")
    return 0


if "__main__" == __name__:
    sys.exit(main())
