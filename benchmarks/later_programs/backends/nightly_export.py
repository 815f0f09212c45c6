"""Nightly job: export the orders of the day while the statistics are made."""
import csv
import multiprocessing
import os
import sys
import time
from pathlib import Path

ORDERS = 60


def orders():
    for number in range(ORDERS):
        yield {"order": number, "cents": 990 + number * 13}


def export(path):
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, ["order", "cents"])
        writer.writeheader()
        for row in orders():
            writer.writerow(row)
            time.sleep(0.02)


def statistics(path):
    total = sum(row["cents"] for row in orders())
    path.write_text(f"orders {ORDERS}\ncents {total}\n")


def nightly(folder):
    """The whole job: runs in a process of its own, so that cron can limit it."""
    folder.mkdir(exist_ok=True)
    exporter = multiprocessing.Process(
        target=export, args=(folder / "orders.csv",), daemon=True
    )
    exporter.start()
    statistics(folder / "statistics.txt")
    time.sleep(0.1)


def verify(folder):
    path = folder / "orders.csv"
    if not path.exists():
        return False, 0
    with path.open(newline="") as file:
        rows = sum(1 for _ in csv.DictReader(file))
    return rows == ORDERS, rows


def main():
    folder = Path(f"export-{os.getpid()}")
    job = multiprocessing.Process(target=nightly, args=(folder,), name="nightly")
    job.start()
    job.join()
    if job.exitcode:
        sys.exit(f"nightly job ended with {job.exitcode}")
    try:
        complete, rows = verify(folder)
        print("ok" if complete else f"incomplete: {rows} of {ORDERS} orders")
    finally:
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()


if __name__ == "__main__":
    main()
