"""A crew: several processes that work on parts of one job, and a thread that collects."""

from multiprocessing import Process, Queue
from threading import Thread


class Crew:
    def __init__(self, work, parts):
        self.outbox = Queue()
        self.collected = []
        self._members = [Process(target=work, args=(part, self.outbox)) for part in parts]
        self._collector = Thread(target=self._collect)

    def _collect(self):
        for _ in self._members:
            self.collected.append(self.outbox.get())

    def __enter__(self):
        for member in self._members:
            member.start()
        self._collector.start()
        return self

    def __exit__(self, *_):
        for member in self._members:
            member.join()
        self._collector.join()

    def all_good(self):
        return not any(member.exitcode for member in self._members)
