"""A pool whose workers are prepared in the same way."""
import multiprocessing


class TaskFarm:
    """``TaskFarm(workers, prepare, ...)``: what comes after ``prepare`` are its arguments."""

    def __init__(self, workers, prepare=None, *arguments):
        self.workers = workers
        self.prepare = prepare
        self.arguments = arguments
        self._pool = None

    def __enter__(self):
        self._pool = multiprocessing.Pool(self.workers, self.prepare, self.arguments)
        return self

    def __exit__(self, kind, value, traceback):
        self._pool.terminate()
        self._pool.join()

    def run(self, function, items):
        return self._pool.map(function, items, chunksize=1)
