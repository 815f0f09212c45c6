"""Yarn that is in stock."""
import time

STOCK = {
    "madder": (160, 40, 40),
    "woad": (40, 60, 140),
    "weld": (220, 200, 60),
    "walnut": (90, 60, 40),
    "undyed": (235, 225, 205),
}


def tiles(size):
    for row in range(size):
        for column in range(size):
            yield (row, column), (40 * row, 20 * column, 255 - 30 * row)


def nearest_yarn(colour):
    time.sleep(0.05)

    def distance(name):
        return sum((a - b) ** 2 for a, b in zip(STOCK[name], colour))

    return min(STOCK, key=distance)
