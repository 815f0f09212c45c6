import csv
import multiprocessing
import os
import tempfile
from concurrent.futures import ProcessPoolExecutor, as_completed

SENSORS = {"roof": 21.5, "cellar": 12.0, "garden": 17.25, "attic": 26.0}


def readings(sensor, base):
    return [(sensor, hour, round(base + (hour % 7) * 0.3, 2)) for hour in range(24)]


def append_rows(path, sensor, base, guard):
    rows = readings(sensor, base)
    with guard:
        with open(path, "a", newline="", encoding="utf-8") as handle:
            csv.writer(handle).writerows(rows)
    return sensor, len(rows)


def collect(path):
    guard = multiprocessing.Lock()
    written = 0
    with ProcessPoolExecutor(max_workers=2) as executor:
        jobs = {
            executor.submit(append_rows, path, sensor, base, guard): sensor
            for sensor, base in SENSORS.items()
        }
        for job in as_completed(jobs):
            sensor, count = job.result()
            print(f"{sensor}: {count} rows")
            written += count
    return written


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "readings.csv")
        written = collect(path)
        with open(path, newline="", encoding="utf-8") as handle:
            assert sum(1 for _ in csv.reader(handle)) == written
    print("all rows written")


if __name__ == "__main__":
    main()
