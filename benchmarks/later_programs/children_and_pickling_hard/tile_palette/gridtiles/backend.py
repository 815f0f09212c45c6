import multiprocessing as mp
from contextlib import contextmanager

from . import workers


def _children_start_empty() -> bool:
    return mp.get_start_method() == "spawn"


@contextmanager
def open_pool(size, palette):
    """A pool whose workers know the palette."""
    options = {}
    if _children_start_empty():
        options = {"initializer": workers.install, "initargs": (palette,)}
    else:
        workers.install(palette)
    pool = mp.Pool(size, **options)
    try:
        yield pool
        pool.close()
        pool.join()
    finally:
        pool.terminate()
