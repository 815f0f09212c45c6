"""Counts the trees of the parks."""
import json
from concurrent.futures import ProcessPoolExecutor
from types import SimpleNamespace
from typing import NamedTuple


class Limits(NamedTuple):
    workers: int = 8
    chunk: int = 1
    timeout: float = 60.0


PROFILES = {
    "laptop": Limits(workers=2),
    "office": Limits(),
    "server": Limits(workers=80, chunk=4),
}

PARKS = {"East": "oo.o.oo", "West": "....o", "Lake": "ooooooo"}


def trees(park):
    name, plan = park
    return SimpleNamespace(name=name, number=plan.count("o")).__dict__


def survey(profile="server"):
    limits = PROFILES[profile]
    executor = ProcessPoolExecutor(max_workers=limits.workers)
    with executor:
        found = executor.map(trees, PARKS.items(), chunksize=limits.chunk, timeout=limits.timeout)
        yield from found


def main():
    for row in survey():
        print(json.dumps(row))
    print("ok")


if __name__ == "__main__":
    main()
