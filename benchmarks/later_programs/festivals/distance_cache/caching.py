"""Caches for pure functions."""

import functools


class Memoize:
    """Remembers the results of a function and counts how often that helped."""

    def __init__(self, function, limit=None):
        functools.update_wrapper(self, function)
        self._function = function
        self._limit = limit
        self._known = {}
        self.hits = 0

    def __call__(self, *args):
        if args in self._known:
            self.hits += 1
            return self._known[args]
        result = self._function(*args)
        if self._limit is None or len(self._known) < self._limit:
            self._known[args] = result
        return result


def memoize(function=None, *, limit=None):
    """Usable with and without parentheses."""
    if function is None:
        return functools.partial(Memoize, limit=limit)
    return Memoize(function, limit)
