"""The processes of the application, shared by all its parts."""

import atexit
import multiprocessing

pool = multiprocessing.Pool(2)
atexit.register(pool.terminate)


def spread(function, items, each=4):
    """Like map, in the pool."""
    return pool.map(function, items, chunksize=each)
