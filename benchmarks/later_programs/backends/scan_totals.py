"""Add up the scans of every gate; totals are booked in one go at the end."""
import queue
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass


@dataclass(frozen=True)
class Gate:
    name: str
    scans: tuple


GATES = [Gate(f"gate-{n}", tuple(range(n, 40 * n, n))) for n in range(1, 9)]


def total(gate):
    return gate.name, sum(gate.scans)


class Ledger:
    def __init__(self):
        self.arrived = queue.Queue()
        self.booked = {}

    def note(self, future):
        if future.exception() is None:
            self.arrived.put(future.result())

    def book(self):
        while not self.arrived.empty():
            name, amount = self.arrived.get()
            self.booked[name] = amount
        return len(self.booked)


def main():
    ledger = Ledger()
    with ProcessPoolExecutor(max_workers=2) as executor:
        for gate in GATES:
            executor.submit(total, gate).add_done_callback(ledger.note)
    assert ledger.book() == len(GATES)
    assert ledger.booked == dict(map(total, GATES))
    print("ok")


if __name__ == "__main__":
    main()
