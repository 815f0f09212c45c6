"""Looms: processes to weave with."""
import functools
import multiprocessing
from contextlib import contextmanager


def _begin(pool, function, *arguments):
    return pool.apply_async(function, arguments)


@contextmanager
def loom(threads):
    """A function that starts another one in a process and gives what will be its result."""
    with multiprocessing.Pool(threads) as pool:
        yield functools.partial(_begin, pool)
