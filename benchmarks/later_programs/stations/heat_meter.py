import multiprocessing as mp
import sys
from typing import NamedTuple


class House(NamedTuple):
    street: str
    watts: int
    hours: int


HOUSES = [
    House("Lindenweg 2", 9400, 11),
    House("Lindenweg 4", 8800, 14),
    House("Lindenweg 6", 12100, 9),
    House("Am Anger 1", 15300, 12),
    House("Am Anger 3", 7600, 16),
]


class DistrictMeter:
    """Heat delivered to a street, in joules, summed up by the substations."""

    def __init__(self):
        self.joules = mp.Value("i", 0)

    def deliver(self, joules):
        with self.joules.get_lock():
            self.joules.value += joules

    @property
    def kwh(self):
        return self.joules.value / 3_600_000


def substation(meter, house):
    for _ in range(house.hours):
        meter.deliver(house.watts * 3600)


def run():
    meter = DistrictMeter()
    stations = [mp.Process(target=substation, args=(meter, house)) for house in HOUSES]
    for s in stations:
        s.start()
    for s in stations:
        s.join()
    if any(s.exitcode for s in stations):
        sys.exit("a substation failed")
    billed = sum(h.watts * h.hours for h in HOUSES) / 1000
    print("meter: %.1f kWh, houses: %.1f kWh" % (meter.kwh, billed))
    print("ok" if abs(meter.kwh - billed) < 0.1 else "the district meter disagrees with the houses")


if __name__ == "__main__":
    run()
