"""Parallel counterparts of a few builtins."""
import multiprocessing

PROCESSES = 2


def pmap(fn, items, chunksize=1):
    """Lazy parallel map, in order."""
    with multiprocessing.Pool(PROCESSES) as pool:
        return pool.imap(fn, items, chunksize)


def pfilter(pred, items):
    items = list(items)
    return [x for x, keep in zip(items, pmap(pred, items, 8)) if keep]
