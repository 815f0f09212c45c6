import multiprocessing
from contextlib import contextmanager


def choose_context(method=None):
    return multiprocessing.get_context(method)


@contextmanager
def worker_pool(size, method=None):
    with choose_context(method).Pool(size) as pool:
        yield pool
