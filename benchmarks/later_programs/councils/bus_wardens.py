"""Ticket inspectors on the buses; all of them count the passengers whom they fine."""
import sys
import time
from multiprocessing import Process, Value


class Counted:
    """Counts for all that were given the same counter."""

    total = None

    def count(self, amount=1):
        with self.total.get_lock():
            self.total.value += amount


class Timed:
    pace = 0.001

    def breathe(self):
        time.sleep(self.pace)


class Inspector(Counted, Timed, Process):
    def __init__(self, name, passengers, total):
        super().__init__(name=name)
        self.passengers = passengers
        self.total = total

    def run(self):
        for zone, valid_to in self.passengers:
            self.breathe()
            if zone > valid_to:
                self.count()


ROUNDS = {"Ada": [(1, 2), (3, 2), (2, 2)], "Bo": [(4, 1), (2, 1)]}


def main():
    fined = Value("i", 0)
    inspectors = [Inspector(name, passengers, fined) for name, passengers in ROUNDS.items()]
    for inspector in inspectors:
        inspector.start()
    for inspector in inspectors:
        inspector.join()
        if inspector.exitcode:
            sys.exit(f"{inspector.name} broke off")
    expected = sum(zone > valid for passengers in ROUNDS.values() for zone, valid in passengers)
    if fined.value != expected:
        sys.exit(f"{expected} were fined, {fined.value} counted")
    print(expected, "fined")
    print("ok")


if __name__ == "__main__":
    main()
