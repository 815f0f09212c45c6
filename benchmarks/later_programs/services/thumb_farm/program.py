"""Scales pictures down to thumbnails in a farm of workers."""
from __future__ import annotations

from collections import namedtuple
from functools import partial
from multiprocessing import Pool

from quota import Budget

Picture = namedtuple("Picture", "name width height")

CATALOGUE = [
    Picture("beach.png", 1200, 800),
    Picture("panorama.png", 24000, 6000),
    Picture("portrait.png", 600, 900),
    Picture("street.png", 1600, 900),
]


def scaled(picture: Picture, edge: int) -> tuple:
    budget = Budget()
    budget.charge(picture.width * picture.height * 4)
    factor = edge / max(picture.width, picture.height)
    return picture.name, round(picture.width * factor), round(picture.height * factor)


class ThumbFarm:
    def __init__(self, workers: int = 2):
        self.workers = workers
        self._pool = None

    def __enter__(self):
        self._pool = Pool(self.workers)
        return self

    def __exit__(self, *exc):
        self._pool.close()
        self._pool.join()

    def thumbnails(self, pictures, edge=120):
        job = partial(scaled, edge=edge)
        return {name: (w, h) for name, w, h in self._pool.map(job, pictures, chunksize=1)}


def main():
    with ThumbFarm() as farm:
        sizes = farm.thumbnails(CATALOGUE)
    print(sizes)
    print("ok" if len(sizes) == len(CATALOGUE) and sizes["street.png"] == (120, 68) else "wrong")


if __name__ == "__main__":
    main()
