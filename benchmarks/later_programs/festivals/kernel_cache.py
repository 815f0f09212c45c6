"""Kernel matrices, with two caching decorators that leave functions usable in other processes."""

import functools
import math
import time
from concurrent.futures import ProcessPoolExecutor


def timed(function):
    """Adds the time to the result."""

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        began = time.perf_counter()
        result = function(*args, **kwargs)
        return result, time.perf_counter() - began

    return wrapper


class Cached:
    """A cache that is pickled as the name under which it stands in its module."""

    def __init__(self, function):
        functools.update_wrapper(self, function)
        self._function = function
        self._known = {}

    def __call__(self, *key):
        if key not in self._known:
            self._known[key] = self._function(*key)
        return self._known[key]

    def __reduce__(self):
        return self.__qualname__


@Cached
def kernel(a, b):
    return math.exp(-((a - b) ** 2))


@functools.lru_cache(maxsize=None)
def norm(a):
    return math.sqrt(kernel(a, a))


@timed
def kernel_row(i, points):
    return [kernel(points[i], other) / (norm(points[i]) * norm(other)) for other in points]


def main():
    points = [x / 4 for x in range(12)]
    with ProcessPoolExecutor(2) as executor:
        rows = list(executor.map(functools.partial(kernel_row, points=points), range(len(points))))
        diagonal = list(executor.map(kernel, points, points))
        norms = list(executor.map(norm, points))
    assert all(abs(row[i] - 1.0) < 1e-9 for i, (row, _) in enumerate(rows))
    assert diagonal == norms == [1.0] * len(points)
    assert sum(took for _, took in rows) > 0
    print("ok")


if __name__ == "__main__":
    main()
