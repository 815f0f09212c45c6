from functools import reduce
from itertools import islice


class Chain:
    """Functions applied one after another; an instance is itself a function."""

    def __init__(self, *steps):
        self.steps = steps

    def __call__(self, value):
        return reduce(lambda v, step: step(v), self.steps, value)

    def then(self, *more):
        return Chain(*self.steps, *more)


def take(n, iterable):
    return list(islice(iterable, n))
