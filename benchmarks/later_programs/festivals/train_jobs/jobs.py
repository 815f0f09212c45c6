"""Long jobs in processes of their own."""

import multiprocessing
import time


class Job(multiprocessing.Process):
    """Subclasses say in execute() what is to be done; its result is kept in ``result``."""

    def __init__(self, title):
        super().__init__(name=title)
        self.result = None
        self.seconds = None

    def execute(self):
        raise NotImplementedError

    def run(self):
        began = time.monotonic()
        self.result = self.execute()
        self.seconds = time.monotonic() - began


def run_all(jobs):
    """Start all, wait for all; raises if one has failed."""
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    failed = [job.name for job in jobs if job.exitcode != 0]
    if failed:
        raise RuntimeError(f"failed: {', '.join(failed)}")
    return [job.result for job in jobs]
