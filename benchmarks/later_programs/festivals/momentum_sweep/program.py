"""How much momentum helps gradient descent on a narrow valley."""

from functools import partial
from multiprocessing import Pool

from harness import Study

study = Study("momentum").settings(candidates=(0.0, 0.5, 0.9), steps=150)


def valley(x, y):
    return x * x + 25.0 * y * y


def descend(momentum, steps, rate=0.01):
    x, y = 4.0, 1.0
    vx = vy = 0.0
    for _ in range(steps):
        vx = momentum * vx - rate * 2.0 * x
        vy = momentum * vy - rate * 50.0 * y
        x, y = x + vx, y + vy
    return valley(x, y)


@study.automain
def run(candidates, steps):
    with Pool(2) as pool:
        depths = pool.map(partial(descend, steps=steps), candidates)
    return f"{candidates[depths.index(min(depths))]} goes deepest"
