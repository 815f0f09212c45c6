"""Sort parcels into chutes with a handful of worker processes."""
import argparse
import multiprocessing as mp
from dataclasses import dataclass, field
from typing import Any, List


@dataclass
class Belt:
    chutes: int
    capacity: int = 50
    inbox: Any = field(default_factory=mp.Queue)
    sorted_count: Any = field(default_factory=lambda: mp.Value("i", 0))

    def load(self, weights: List[float]) -> None:
        for number, weight in enumerate(weights):
            self.inbox.put((number, weight))
        for _ in range(self.chutes):
            self.inbox.put(None)


def sort_parcels(chute, inbox, sorted_count):
    for number, weight in iter(inbox.get, None):
        if weight > 0:
            with sorted_count.get_lock():
                sorted_count.value += 1


def launch(belt: Belt) -> List[mp.Process]:
    workers = [
        mp.Process(target=sort_parcels, args=(i, belt.inbox, belt.sorted_count))
        for i in range(belt.chutes)
    ]
    for worker in workers:
        worker.start()
    return workers


def main(argv=None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chutes", type=int, default=2)
    parser.add_argument("--start-method", default="spawn", choices=mp.get_all_start_methods())
    options = parser.parse_args(argv)

    belt = Belt(options.chutes)
    mp.set_start_method(options.start_method)

    workers = launch(belt)
    belt.load([0.4, 1.5, 2.25, 0.9, 3.0])
    for worker in workers:
        worker.join()
    print("sorted", belt.sorted_count.value)
    return max(abs(w.exitcode) for w in workers)


if __name__ == "__main__":
    raise SystemExit(main())
