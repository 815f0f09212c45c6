from collections import deque
from contextlib import contextmanager
from multiprocessing import Pool


def pmap(fn, items, jobs=2):
    """A generator; its pool lives as long as somebody reads from it."""
    with Pool(jobs) as pool:
        yield from pool.imap(fn, items, 4)


@contextmanager
def deferred(jobs=2):
    """Collect calls, wait for all of them when the block ends."""
    pending = deque()
    with Pool(jobs) as pool:
        yield lambda fn, *args: pending.append(pool.apply_async(fn, args)) or pending[-1]
        for call in pending:
            call.wait()
