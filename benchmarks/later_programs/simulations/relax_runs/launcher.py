"""Start a set of jobs side by side and wait until all of them have ended."""
import multiprocessing


class Launcher:
    def __init__(self, context=None):
        self.context = context or multiprocessing.get_context()
        self.jobs = []

    def launch(self, target, *args):
        job = self.context.Process(target=target, args=args)
        self.jobs.append(job)
        job.start()

    def wait(self):
        while self.jobs:
            self.jobs.pop().join()
