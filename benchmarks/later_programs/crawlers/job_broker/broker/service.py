from .protocol import HANDSHAKE, HOST, JobManager


class Broker:
    """A broker process of its own, on a port that the system chooses."""

    def __init__(self, name, port=0):
        self.name = name
        self._manager = JobManager((HOST, port), HANDSHAKE)

    def __enter__(self):
        self._manager.start()
        self.address = self._manager.address
        return self

    def __exit__(self, *exc_info):
        self._manager.shutdown()

    def submit(self, jobs):
        return self._manager.backlog().extend(jobs)

    def backlog(self):
        return self._manager.backlog().snapshot()
