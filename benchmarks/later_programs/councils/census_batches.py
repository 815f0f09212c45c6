"""Expands the census returns in batches."""
from __future__ import annotations

import multiprocessing as mp
from dataclasses import dataclass, field


@dataclass
class Batch:
    number: int
    returns: list[str] = field(default_factory=list)


class Crew:
    """Some processes that end together."""

    def __init__(self, target, batches):
        self.results = mp.Queue()
        self._crew = [mp.Process(target=target, args=(batch, self.results)) for batch in batches]

    def __enter__(self):
        for member in self._crew:
            member.start()
        return self

    def __exit__(self, *exc_info):
        for member in self._crew:
            member.join()
        return False

    def __len__(self):
        return len(self._crew)


def expand(batch, results):
    persons = [f"{line};{person}" for line in batch.returns for person in range(400)]
    results.put((batch.number, persons))


def main():
    batches = [Batch(n, [f"household {n}-{k}" for k in range(60)]) for n in range(3)]
    with Crew(expand, batches) as crew:
        print(len(crew), "clerks at work")
    sizes = {}
    for _ in range(len(crew)):
        number, persons = crew.results.get()
        sizes[number] = len(persons)
    print(sorted(sizes.items()))
    print("ok")


if __name__ == "__main__":
    main()
