"""Expands the lists of the schools in batches."""
from __future__ import annotations

import multiprocessing as mp
from dataclasses import dataclass, field


@dataclass
class Batch:
    number: int
    classes: list[str] = field(default_factory=list)


class Crew:
    """Some processes that end together, and what they found."""

    def __init__(self, target, batches):
        self._results = mp.Queue()
        self._crew = [mp.Process(target=target, args=(batch, self._results)) for batch in batches]
        self.found = []

    def __enter__(self):
        for member in self._crew:
            member.start()
        return self

    def __exit__(self, kind, error, trace):
        if kind is not None:
            for member in self._crew:
                member.terminate()
        else:
            self.found += (self._results.get(timeout=60) for _ in self._crew)
        for member in self._crew:
            member.join()
            if kind is None and member.exitcode != 0:
                raise RuntimeError(f"{member.name} failed")
        return False


def expand(batch, results):
    results.put((batch.number, [f"{name};{pupil}" for name in batch.classes for pupil in range(400)]))


def main():
    batches = [Batch(n, [f"class {n}-{k}" for k in range(60)]) for n in range(3)]
    with Crew(expand, batches) as crew:
        print("clerks at work")
    print(sorted((number, len(pupils)) for number, pupils in crew.found))
    print("ok")


if __name__ == "__main__":
    main()
