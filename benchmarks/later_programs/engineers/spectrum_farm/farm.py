"""Process bookkeeping of the analysis farm."""
import multiprocessing as mp
from contextlib import ExitStack


class Farm(ExitStack):
    """Joins every worker and checks its exit code when the block is left."""

    def __init__(self, ctx=None):
        super().__init__()
        self.ctx = ctx or mp.get_context()
        self.results = self.ctx.Queue()
        self.size = 0

    def _retire(self, worker):
        worker.join()
        if worker.exitcode:
            raise RuntimeError(f"{worker.name} ended with {worker.exitcode}")

    def add(self, target, *args):
        worker = self.ctx.Process(target=target, args=(*args, self.results))
        worker.start()
        self.callback(self._retire, worker)
        self.size += 1

    def collect(self):
        for _ in range(self.size):
            yield self.results.get(timeout=30)
