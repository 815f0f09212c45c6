"""Wires from worker processes to this one."""
from multiprocessing import Pipe, Process
from multiprocessing.connection import wait


class Wiring:
    """Starts workers and merges what they send until the last of them has hung up."""

    def __init__(self, work):
        self._work = work
        self._wires = {}
        self._workers = []

    def attach(self, name):
        near, far = Pipe(duplex=False)
        worker = Process(target=self._work, args=(name, far))
        worker.start()
        self._workers.append(worker)
        self._wires[near] = far

    def messages(self):
        open_ends = set(self._wires)
        while open_ends:
            for end in wait(list(open_ends)):
                try:
                    message = end.recv()
                except EOFError:
                    open_ends.discard(end)
                    end.close()
                else:
                    yield message

    def finish(self):
        for worker in self._workers:
            worker.join()
