"""Tasks in a pool."""
import contextlib
import multiprocessing


@contextlib.contextmanager
def workshop(size):
    """A pool; what is still being done when the block is left is lost."""
    pool = multiprocessing.Pool(size)
    try:
        yield pool
    finally:
        pool.terminate()
        pool.join()


def gather(handles):
    """The results behind some handles, by the same names."""
    return {name: handle.get(30) for name, handle in handles.items()}
