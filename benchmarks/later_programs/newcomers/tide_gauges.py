"""Three gauges report the water level to one collector until it has seen enough."""
import itertools
import math
import multiprocessing as mp
from dataclasses import dataclass
from queue import Empty

GAUGES = {"harbour": 0.0, "bridge": 0.4, "lock": 0.9}


@dataclass(frozen=True)
class Station:
    """The spawn-made objects can be handed to any kind of process."""

    levels: object
    enough: object

    @classmethod
    def build(cls):
        portable = mp.get_context("spawn")
        return cls(portable.Queue(), portable.Event())


def report(name, delay, levels, enough):
    for minute in itertools.count():
        levels.put((name, round(math.sin(minute / 60 - delay), 4)))
        if minute >= 20 or enough.wait(0.002):
            break
    levels.put((name, None))


def collect(station, sources):
    seen = {}
    open_sources = set(sources)
    while open_sources:
        try:
            name, level = station.levels.get(timeout=30)
        except Empty:
            raise SystemExit(f"no levels from {sorted(open_sources)}")
        if level is None:
            open_sources.discard(name)
            continue
        seen.setdefault(name, []).append(level)
        if len(seen) == len(sources) and min(map(len, seen.values())) >= 5:
            station.enough.set()
    return seen


def main():
    station = Station.build()
    gauges = {
        name: mp.Process(target=report, args=(name, delay, station.levels, station.enough))
        for name, delay in GAUGES.items()
    }
    for gauge in gauges.values():
        gauge.start()
    seen = collect(station, GAUGES)
    for gauge in gauges.values():
        gauge.join()
    if any(gauge.exitcode for gauge in gauges.values()):
        raise SystemExit("a gauge failed")
    for name, levels in seen.items():
        print(f"{name:8}{len(levels) >= 5!s:6}{levels[0]:8.4f}")
    print("ok")


if __name__ == "__main__":
    main()
