"""Traffic wardens on their rounds; all of them count the tickets they issue."""
import sys
import time
from multiprocessing import Process, Value


class Counted:
    """Counts for all instances of a class together."""

    total = Value("i", 0)

    def count(self, amount=1):
        with self.total.get_lock():
            self.total.value += amount


class Timed:
    pace = 0.001

    def breathe(self):
        time.sleep(self.pace)


class Warden(Counted, Timed, Process):
    def __init__(self, name, cars):
        super().__init__(name=name)
        self.cars = cars

    def run(self):
        for plate, paid_until, now in self.cars:
            self.breathe()
            if now > paid_until:
                self.count()


ROUNDS = {
    "Ada": [("B-1", 10, 12), ("B-2", 15, 12), ("B-3", 9, 12)],
    "Bo": [("C-1", 20, 14), ("C-2", 11, 14)],
}


def main():
    wardens = [Warden(name, cars) for name, cars in ROUNDS.items()]
    for warden in wardens:
        warden.start()
    for warden in wardens:
        warden.join()
        if warden.exitcode:
            sys.exit(f"{warden.name} broke off")
    expected = sum(now > until for cars in ROUNDS.values() for _, until, now in cars)
    if Warden.total.value != expected:
        sys.exit(f"{expected} tickets were issued, {Warden.total.value} counted")
    print(expected, "tickets")
    print("ok")


if __name__ == "__main__":
    main()
