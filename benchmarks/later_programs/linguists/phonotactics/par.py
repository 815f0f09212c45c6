from contextlib import ExitStack, contextmanager
from multiprocessing import Pool


@contextmanager
def workers(n):
    pool = Pool(n)
    try:
        yield pool
        pool.close()
    except BaseException:
        pool.terminate()
        raise
    finally:
        pool.join()


class Team:
    """A pool that is made when first asked for."""

    def __init__(self, size):
        self.size = size
        self._stack = ExitStack()
        self._pool = None

    @property
    def pool(self):
        if self._pool is None:
            self._pool = self._stack.enter_context(workers(self.size))
        return self._pool

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return self._stack.__exit__(*exc)
