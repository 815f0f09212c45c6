"""Asks the vehicles of the works department how they are."""
import logging
from collections import Counter
from multiprocessing import Pool
from typing import NamedTuple

log = logging.getLogger("fleet")


class Status(NamedTuple):
    vehicle: str
    kind: str
    fuel: int


class Dashboard:
    LOW = {"sweeper": 20, "lorry": 15, "van": 10}

    def __init__(self):
        self.kinds = Counter()
        self.low = []

    def show(self, status):
        self.kinds[status.kind] += 1
        if status.fuel < self.LOW[status.kind]:
            self.low.append(status.vehicle)

    def complain(self, error):
        log.warning("no answer: %s", error)


def ask(vehicle):
    kind, _, number = vehicle.partition("-")
    return Status(vehicle, kind, int(number) * 7 % 100)


VEHICLES = ["sweeper-1", "lorry-12", "digger-3", "van-44"]


def main():
    board = Dashboard()
    with Pool(2) as pool:
        jobs = [
            pool.apply_async(ask, (vehicle,), callback=board.show, error_callback=board.complain)
            for vehicle in VEHICLES
        ]
        for job in jobs:
            job.wait()
    print(dict(board.kinds), board.low)
    print("ok")


if __name__ == "__main__":
    main()
