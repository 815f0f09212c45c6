import csv
import os
import time


def write_rows(path, rows):
    with open(path, "w", newline="") as fh:
        out = csv.writer(fh)
        for number, row in enumerate(iter(rows.get, None)):
            out.writerow((number,) + tuple(row))
            if number % 25 == 24:
                fh.flush()
                os.fsync(fh.fileno())
                time.sleep(0.1)
