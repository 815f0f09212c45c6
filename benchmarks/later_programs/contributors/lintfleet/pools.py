"""Pools behind a small common interface."""
import multiprocessing


class LintPool:
    def __init__(self, processes, context=None):
        self._context = context or multiprocessing.get_context()
        self._pool = self._context.Pool(processes)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self._pool.terminate()
        self._pool.join()

    def each(self, function, jobs):
        handles = [self._pool.apply_async(function, (job,)) for job in jobs]
        for handle in handles:
            yield handle
