"""Three collectors read meters; the sum must be right in the evening."""

import os
import tempfile
from multiprocessing import Lock, Process

from ledger import Ledger

READINGS = [[5] * 10, [7] * 10, [11] * 10]


class Collector(Process):
    def __init__(self, ledger, readings):
        super().__init__()
        self.ledger = ledger
        self.readings = readings

    def run(self):
        for amount in self.readings:
            self.ledger.add(amount)


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "balance")
        with open(path, "w", encoding="ascii") as out:
            out.write("0")
        ledger = Ledger(path, Lock())
        collectors = [Collector(ledger, readings) for readings in READINGS]
        for collector in collectors:
            collector.start()
        for collector in collectors:
            collector.join()
        assert [collector.exitcode for collector in collectors] == [0, 0, 0]
        assert ledger.balance == 230
    print("ok")


if __name__ == "__main__":
    main()
