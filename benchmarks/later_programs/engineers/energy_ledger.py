"""Integrate battery discharge curves in worker processes and book the energy by cell."""
import math
from collections import namedtuple
from multiprocessing import Pool

Segment = namedtuple("Segment", "cell start_s stop_s current_a")
Booking = namedtuple("Booking", "cell joules")

SEGMENTS = [
    Segment(cell, 60.0 * n, 60.0 * (n + 1), 1.2 + 0.1 * n)
    for cell in ("A1", "A2", "B1")
    for n in range(4)
]


def cell_voltage(t):
    return 3.1 + 1.0 * math.exp(-t / 900.0)


def integrate(segment, steps=500):
    dt = (segment.stop_s - segment.start_s) / steps
    joules = sum(
        cell_voltage(segment.start_s + (k + 0.5) * dt) * segment.current_a * dt for k in range(steps)
    )
    return Booking(segment.cell, joules)


class Ledger:
    def __init__(self):
        self.totals = {}
        self.faults = []

    def book(self, booking):
        self.totals[booking.cell] += booking.joules

    def fault(self, exc):
        self.faults.append(exc)


def discharge_report(segments):
    ledger = Ledger()
    with Pool(processes=2) as pool:
        pending = [
            pool.apply_async(integrate, (seg,), callback=ledger.book, error_callback=ledger.fault)
            for seg in segments
        ]
        for handle in pending:
            handle.get()
        pool.close()
        pool.join()
    return ledger


def main():
    ledger = discharge_report(SEGMENTS)
    for cell, joules in sorted(ledger.totals.items()):
        print(f"{cell}: {joules / 3600:.3f} Wh")
    print("ok" if not ledger.faults else f"faults: {ledger.faults}")


if __name__ == "__main__":
    main()
