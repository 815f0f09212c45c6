"""Jobs in processes that send their result to the parent."""

import multiprocessing


class Job(multiprocessing.Process):
    def __init__(self):
        super().__init__()
        self._reader, self._writer = multiprocessing.Pipe(duplex=False)
        self._result = None

    def work(self):
        raise NotImplementedError

    def run(self):
        self.state = "running"
        self._writer.send(self.work())
        self.state = "done"

    def finish(self):
        """Read before joining: a large result fits in no pipe."""
        self._result = self._reader.recv()
        self.join()
        return self

    @property
    def result(self):
        return self._result
