#!/usr/bin/env python3
"""slice - how much filament do the parts of a build plate need?"""
import multiprocessing
import sys

from slicing import SlicingError, slice_part

PLATE = [
    {"name": "wheel", "radius": 12.0, "height": 6.0},
    {"name": "cap", "radius": 8.0, "height": 3.0},
    {"name": "clip", "radius": 5.0, "height": 4.0, "sweep": 300},
    {"name": "spacer", "radius": 4.0, "height": 10.0},
]


def slice_plate(plate, jobs):
    with multiprocessing.Pool(jobs) as pool:
        pending = [pool.apply_async(slice_part, (part,)) for part in plate]
        for job in pending:
            try:
                yield job.get()
            except SlicingError as error:
                print("skipped:", error)


def main():
    total = 0
    for name, path in slice_plate(PLATE, jobs=2):
        print(f"{name:8} {path:8.1f} mm")
        total += path
    print(f"{'total':8} {total:8.1f} mm")
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
