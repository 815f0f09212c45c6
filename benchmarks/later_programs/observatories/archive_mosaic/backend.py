"""How parallel work is done."""

import multiprocessing


class Backend:
    def __init__(self, workers=2, method=None):
        self._context = multiprocessing.get_context(method)
        self.workers = workers
        self.guard = self._context.Lock()

    def run(self, step, jobs):
        with self._context.Pool(self.workers) as pool:
            return pool.starmap(step, jobs)
