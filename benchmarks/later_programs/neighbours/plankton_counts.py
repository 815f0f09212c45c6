"""Count plankton in plate images."""
import contextlib
import multiprocessing as mp
import random


class Laboratory(contextlib.AbstractContextManager):
    """Everything that a counting session needs; it is put back when the session ends."""

    def __init__(self, workers):
        self._workers = workers
        self._things = contextlib.ExitStack()
        self.notes = []

    def __enter__(self):
        self.pool = mp.Pool(self._workers)
        self._things.callback(self.notes.append, "session over")
        self._things.callback(self.pool.close)
        self._things.callback(self.pool.join)
        return self

    def __exit__(self, *details):
        return self._things.__exit__(*details)

    def count(self, plates):
        return self.pool.map(count_cells, plates)


def make_plate(seed, size=64):
    rng = random.Random(seed)
    return [[rng.random() > 0.98 for _ in range(size)] for _ in range(size)]


def count_cells(plate):
    return sum(map(sum, plate))


def main():
    plates = [make_plate(seed) for seed in range(6)]
    with Laboratory(2) as laboratory:
        counts = laboratory.count(plates)
    assert len(counts) == len(plates)
    print(counts, laboratory.notes)
    print("ok")


if __name__ == "__main__":
    main()
