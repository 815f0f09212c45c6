import multiprocessing


class Stage(multiprocessing.Process):
    """A process that produces items into the queue it is attached to."""

    outbox = None

    def attach(self, queue):
        self.outbox = queue

    def produce(self):
        raise NotImplementedError

    def run(self):
        for item in self.produce():
            self.outbox.put(item)
