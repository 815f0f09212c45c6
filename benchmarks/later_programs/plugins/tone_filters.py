"""Filters are made by factories that stand in a registry; images are lists of pixel rows."""
from abc import ABC, abstractmethod
from multiprocessing import Pool

FACTORIES = {}


def factory(name):
    def register(func):
        FACTORIES[name] = func
        return func

    return register


@factory("threshold")
def threshold(limit):
    def apply(row):
        return [255 if pixel >= limit else 0 for pixel in row]

    return apply


@factory("offset")
def offset(amount):
    def apply(row):
        return [max(0, min(255, pixel + amount)) for pixel in row]

    return apply


class Backend(ABC):
    @abstractmethod
    def run(self, fn, rows):
        """Applies fn to every row, in order."""


class SerialBackend(Backend):
    def run(self, fn, rows):
        return [fn(row) for row in rows]


class PoolBackend(Backend):
    def __init__(self, workers=2):
        self.workers = workers

    def run(self, fn, rows):
        with Pool(self.workers) as pool:
            return pool.map(fn, rows, chunksize=2)


def process(image, steps, backend):
    for name, value in steps:
        image = backend.run(FACTORIES[name](value), image)
    return image


def main():
    image = [[(x * y) % 256 for x in range(16)] for y in range(8)]
    steps = [("offset", 20), ("threshold", 64)]
    expected = process(image, steps, SerialBackend())
    print("ok" if process(image, steps, PoolBackend()) == expected else "wrong")


if __name__ == "__main__":
    main()
