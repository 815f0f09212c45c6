"""Lattice random walks with a reflecting wall."""
import random


def displacement(job):
    seed, steps, wall = job
    rng = random.Random(seed)
    x = 0
    for _ in range(steps):
        x += rng.choice((-1, 1))
        if x > wall:
            x = 2 * wall - x
    return x


def second_moment(values):
    return sum(v * v for v in values) / len(values)
