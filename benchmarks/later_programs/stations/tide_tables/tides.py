import csv
import math
import time
from pathlib import Path

M2 = 12.4206
S2 = 12.0


def level(hour, amplitudes):
    m2, s2 = amplitudes
    return m2 * math.cos(2 * math.pi * hour / M2) + s2 * math.cos(2 * math.pi * hour / S2)


def write_table(folder, name, amplitudes):
    rows = [(h, round(level(h, amplitudes), 3)) for h in range(24 * 14)]
    time.sleep(0.4)  # the plotter wants to be asked politely
    with open(Path(folder) / f"{name}.csv", "w", newline="") as f:
        csv.writer(f).writerows(rows)
