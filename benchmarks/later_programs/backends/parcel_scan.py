"""Parcel scans arrive from the belt and are booked by a few clerks."""
import time
from contextlib import contextmanager
from multiprocessing import Process, Queue

PARCELS = 30
CLERKS = 2


def belt(scans, parcels):
    """Reads the scanner; a scan takes a moment."""
    for number in range(parcels):
        time.sleep(0.01)
        scans.put({"parcel": f"P{number:05}", "grams": 250 + 37 * number})


def clerk(scans, booked):
    count = 0
    while not scans.empty():
        scan = scans.get()
        if scan["grams"] > 0:
            count += 1
        time.sleep(0.002)
    booked.put(count)


@contextmanager
def running(*processes):
    for process in processes:
        process.start()
    try:
        yield processes
    finally:
        for process in processes:
            process.join(10)
            if process.exitcode != 0:
                raise SystemExit(f"{process.name} failed")


def main():
    scans, booked = Queue(), Queue()
    clerks = [
        Process(target=clerk, args=(scans, booked), name=f"clerk-{n}")
        for n in range(CLERKS)
    ]
    scanner = Process(target=belt, args=(scans, PARCELS), name="belt")
    with running(scanner, *clerks):
        total = sum(booked.get() for _ in clerks)
    print("ok" if total == PARCELS else f"only {total} of {PARCELS} booked")


if __name__ == "__main__":
    main()
