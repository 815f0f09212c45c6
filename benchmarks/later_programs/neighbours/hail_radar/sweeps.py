"""Sweeps of the radar."""
import time

SWEEPS = ["06:00", "06:05", "06:10"]


def find_cells(sweep, cells):
    for number in range(5):
        time.sleep(0.08)
        cells.put((sweep, number))
