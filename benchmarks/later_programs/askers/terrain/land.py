import math
import random


def heights(seed, size):
    """size x size bumpy numbers; every tile has its own seed"""
    rng = random.Random(seed)
    waves = [(rng.uniform(.01, .2), rng.uniform(.01, .2), rng.random() * 6) for _ in range(3)]
    rows = []
    for y in range(size):
        rows.append([sum(math.sin(a * x + b * y + c) for a, b, c in waves) for x in range(size)])
    return rows


def make_tile(seed, size, box):
    rows = heights(seed, size)
    box.put((seed, rows))
