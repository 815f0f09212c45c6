from contextlib import contextmanager
from multiprocessing import get_context


@contextmanager
def draining_pool(size, method=None):
    pool = get_context(method).Pool(size)
    try:
        yield pool
    except BaseException:
        pool.terminate()
        raise
    else:
        pool.close()
    finally:
        pool.join()
