"""Base composition in windows of a chromosome; the file is too large to be read at once."""
from __future__ import annotations

import multiprocessing
import os
import random
import tempfile
from functools import cached_property

WINDOW = 3000
COUNT = 6000


class Chromosome:
    """A chromosome in a file of one letter per base."""

    def __init__(self, path: str) -> None:
        self.path = path

    @cached_property
    def bases(self):
        return open(self.path, "rb", buffering=0)

    def __len__(self) -> int:
        return self.bases.seek(0, os.SEEK_END)

    def window(self, number: int) -> bytes:
        self.bases.seek(number * WINDOW)
        return self.bases.read(WINDOW)


class Survey:
    chromosome: Chromosome

    @classmethod
    def of_window(cls, number: int) -> tuple[int, int]:
        window = cls.chromosome.window(number)
        return number, window.count(b"G") + window.count(b"C")


def write_chromosome(path: str) -> dict[int, int]:
    rng = random.Random(5)
    known = {}
    with open(path, "wb") as file:
        for number in range(COUNT):
            known[number] = rng.randrange(WINDOW)
            file.write((b"GC" * WINDOW)[: known[number]] + (b"AT" * WINDOW)[: WINDOW - known[number]])
    return known


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "chr21.txt")
        known = write_chromosome(path)
        Survey.chromosome = Chromosome(path)
        windows = len(Survey.chromosome) // WINDOW
        with multiprocessing.get_context("fork").Pool(4) as pool:
            counted = dict(pool.imap_unordered(Survey.of_window, range(windows), 100))
        wrong = [number for number in known if counted[number] != known[number]]
    print("ok" if not wrong else f"{len(wrong)} of {windows} windows are wrong")


if __name__ == "__main__":
    main()
