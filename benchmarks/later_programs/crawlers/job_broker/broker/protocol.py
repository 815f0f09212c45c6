"""What both ends of the connection share."""
from collections import deque
from multiprocessing.managers import BaseManager

HOST = "127.0.0.1"
HANDSHAKE = b"crawl-jobs-v2"


class Backlog:
    """The jobs that nobody has taken yet."""

    def __init__(self):
        self._jobs = deque()

    def extend(self, jobs):
        self._jobs.extend(jobs)
        return len(self._jobs)

    def snapshot(self):
        return list(self._jobs)


_backlog = Backlog()


def backlog():
    return _backlog


class JobManager(BaseManager):
    pass


JobManager.register("backlog", callable=backlog, exposed=("extend", "snapshot"))
