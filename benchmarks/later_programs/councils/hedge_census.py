"""Counts the hedges of the parks."""
import json
import os
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple, Optional


class Limits(NamedTuple):
    workers: Optional[int] = None
    chunk: int = 1

    @property
    def allowed(self):
        most = 61 if sys.platform == "win32" else 4
        return max(1, min(self.workers or usable_cpus(), most))


def usable_cpus():
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


PROFILES = {"office": Limits(), "server": Limits(workers=2000, chunk=2)}
PARKS = {"East": "oo.o.oo", "West": "....o", "Lake": "ooooooo"}


def hedges(park):
    name, plan = park
    return {"name": name, "number": plan.count("o")}


def survey(profile="office"):
    limits = PROFILES[profile]
    with ProcessPoolExecutor(max_workers=limits.allowed) as executor:
        yield from executor.map(hedges, PARKS.items(), chunksize=limits.chunk)


def quit_politely(*_):
    raise SystemExit(0)


def main():
    if (hangup := getattr(signal, "SIGHUP", None)) is not None:
        signal.signal(hangup, quit_politely)
    for row in survey():
        print(json.dumps(row))
    print("ok")


if __name__ == "__main__":
    main()
