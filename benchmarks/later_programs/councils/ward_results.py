"""Counts the votes of the wards."""
import multiprocessing as mp
from concurrent.futures import ProcessPoolExecutor
from enum import Enum, auto


class Party(Enum):
    ROSE = auto()
    OAK = auto()
    WAVE = auto()


class Register:
    """Knows who may vote where; expensive to load."""

    _loaded = None

    @classmethod
    def load(cls):
        cls._loaded = {f"V{n}": n % 5 for n in range(200)}

    @classmethod
    def ward_of(cls, voter):
        if cls._loaded is None:
            raise RuntimeError("register is not loaded")
        return cls._loaded[voter]


def workers_need():
    """What has to be done in a new worker."""
    match mp.get_start_method():
        case "spawn":
            return {"initializer": Register.load}
        case _:
            Register.load()
            return {}


def count(ballots):
    wards = {}
    for voter, party in ballots:
        key = Register.ward_of(voter), party
        wards[key] = wards.get(key, 0) + 1
    return wards


def main():
    ballots = [(f"V{n}", list(Party)[n % 3]) for n in range(200)]
    parts = [ballots[start : start + 50] for start in range(0, 200, 50)]
    total = {}
    with ProcessPoolExecutor(2, **workers_need()) as executor:
        for part in executor.map(count, parts):
            for key, votes in part.items():
                total[key] = total.get(key, 0) + votes
    for (ward, party), votes in sorted(total.items(), key=lambda item: (item[0][0], item[0][1].value)):
        print(ward, party.name.lower(), votes)
    print("ok")


if __name__ == "__main__":
    main()
