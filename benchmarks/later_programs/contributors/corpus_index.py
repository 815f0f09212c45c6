"""Index a corpus: one task for each volume, chapters in parallel."""
from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections import Counter
from functools import reduce
from multiprocessing import Pool

VOLUMES = {
    "one": ["the cat sat", "the dog ran", "a cat ran"],
    "two": ["a bird sang", "the bird flew"],
}


class Stage(ABC):
    """A step of the pipeline, callable in any process."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs

    @abstractmethod
    def __call__(self, item):
        ...

    def over(self, items) -> list:
        with Pool(self.jobs) as pool:
            return pool.map(self, items)


class ChapterStage(Stage):
    def __call__(self, item: str) -> Counter:
        return Counter(item.split())


class VolumeStage(Stage):
    def __init__(self, jobs: int, chapters: Stage) -> None:
        super().__init__(jobs)
        self.chapters = chapters

    def __call__(self, item: str) -> Counter:
        counts = self.chapters.over(VOLUMES[item])
        return reduce(lambda left, right: left + right, counts, Counter())


def build_index(volumes) -> Counter:
    pipeline = VolumeStage(2, ChapterStage(2))
    return sum(pipeline.over(volumes), Counter())


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    index = build_index(list(VOLUMES))
    for word, count in index.most_common(3):
        logging.info("%s: %d", word, count)
    print("ok" if index["the"] == 3 and index["bird"] == 2 else "index is wrong")


if __name__ == "__main__":
    main()
