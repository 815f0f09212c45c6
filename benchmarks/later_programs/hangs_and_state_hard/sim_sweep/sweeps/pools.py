import multiprocessing
from contextlib import contextmanager


@contextmanager
def worker_pool(size, method=None):
    """A pool for the body of a with statement; waits for the workers at its end."""
    pool = multiprocessing.get_context(method).Pool(size)
    try:
        yield pool
    except BaseException:
        pool.terminate()
        raise
    else:
        pool.join()
