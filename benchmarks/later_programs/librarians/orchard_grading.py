"""Grade the day's apple deliveries, several growers at a time."""
from __future__ import annotations

import argparse
import multiprocessing as mp
from collections import Counter
from typing import Callable, Iterable, List, NamedTuple


class Crew:
    """A group of worker processes with the life of a `with` block."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._pool = mp.Pool(size)

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, kind, value, trace) -> None:
        if kind is None:
            self._pool.close()
        else:
            self._pool.terminate()
        self._pool.join()

    def spread(self, task: Callable, items: Iterable) -> List:
        return self._pool.map(task, items, chunksize=1)


if __name__ == "__main__":
    # hired early, while this process is small
    crew = Crew(2)


class Delivery(NamedTuple):
    grower: str
    diameters: tuple
    blemished: int


GRADES = [(75, "extra"), (65, "one"), (55, "two"), (0, "juice")]
DELIVERIES = [
    Delivery("Abegg", (78, 77, 69, 54), 0),
    Delivery("Brunner", (66, 67, 59, 81, 70), 1),
    Delivery("Caflisch", (51, 52, 58), 0),
    Delivery("Dubois", (90, 64, 63, 62), 2),
]


def grade_delivery(delivery: Delivery) -> Counter:
    """Counts by grade; blemished fruit goes to juice, the smallest first."""
    tally: Counter = Counter(juice=delivery.blemished)
    for diameter in sorted(delivery.diameters)[delivery.blemished:]:
        tally[next(name for least, name in GRADES if diameter >= least)] += 1
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--grower", action="append", help="only this grower (may be repeated)")
    options = parser.parse_args()

    wanted = [d for d in DELIVERIES if not options.grower or d.grower in options.grower]
    with crew:
        total: Counter = Counter()
        for delivery, tally in zip(wanted, crew.spread(grade_delivery, wanted)):
            print(f"{delivery.grower:<12}{dict(tally)}")
            total.update(tally)
    print("total:", ", ".join(f"{grade} {count}" for grade, count in sorted(total.items())))


if __name__ == "__main__":
    main()
