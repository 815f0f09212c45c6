"""Shrinks pictures in worker processes."""

from concurrent.futures import ProcessPoolExecutor
from functools import partial


def shrink(width, picture):
    return picture[:width]


def shrink_all(pictures, width):
    with ProcessPoolExecutor() as executor:
        return list(executor.map(partial(shrink, width), pictures))


if __name__ == "__main__":
    print(shrink_all(["a long picture", "another one"], width=6))
