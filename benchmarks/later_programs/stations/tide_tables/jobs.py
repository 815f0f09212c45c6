from multiprocessing import Pool


class Crew:
    """A pool that collects what it is given to do."""

    def __init__(self, size):
        self.pool = Pool(size)
        self.pending = []

    def __enter__(self):
        self.pool.__enter__()
        return self

    def __exit__(self, *exc):
        return self.pool.__exit__(*exc)

    def add(self, func, *args):
        self.pending.append(self.pool.apply_async(func, args))
