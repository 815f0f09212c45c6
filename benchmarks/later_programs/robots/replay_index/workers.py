"""Ways of handing work to a few processes."""
import contextlib
import multiprocessing as mp


def finish(pool):
    """Take no more work and wait for what is there."""
    pool.close()
    pool.join()


@contextlib.contextmanager
def crew(count):
    with mp.Pool(count) as pool:
        yield pool.apply_async
        finish(pool)


def stream(function, things, count=2):
    """The results one by one, in order; the pool lives for as long as they are asked for."""
    with mp.Pool(count) as pool:
        yield from pool.imap(function, things, chunksize=2)


class Batch:
    def __init__(self, count):
        self.pool = mp.Pool(count)
        self.parts = []

    def __enter__(self):
        return self

    def add(self, function, *args):
        self.parts.append(self.pool.apply_async(function, args))

    def __exit__(self, kind, error, traceback):
        if kind is None:
            finish(self.pool)
        else:
            self.pool.terminate()
            self.pool.join()

    def results(self):
        return [part.get() for part in self.parts]
