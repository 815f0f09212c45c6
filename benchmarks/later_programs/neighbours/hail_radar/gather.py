"""Workers that each send some results."""
import contextlib
import time
from queue import Empty


class Gatherer:
    def __init__(self, context):
        self.context = context
        self.results = context.Queue()
        self.workers = []

    def launch(self, function, *arguments):
        worker = self.context.Process(target=function, args=(*arguments, self.results))
        worker.start()
        self.workers.append(worker)

    def waiting(self):
        """What has arrived by now."""
        with contextlib.suppress(Empty):
            while True:
                yield self.results.get_nowait()

    def collect(self):
        everything = []
        while any(worker.is_alive() for worker in self.workers):
            everything.extend(self.waiting())
            time.sleep(0.5)
        for worker in self.workers:
            worker.join()
        return everything
