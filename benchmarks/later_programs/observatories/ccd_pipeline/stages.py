"""The processes of a reduction."""

from multiprocessing import Process, Queue
from queue import Empty

from frames import subtract_bias


def reduce_frames(incoming, outgoing, bias):
    for frame in iter(incoming.get, None):
        outgoing.put(subtract_bias(frame, bias))


class Reduction:
    def __init__(self, workers, bias=512):
        self.incoming = Queue()
        self.outgoing = Queue()
        self.reduced = []
        self.fed = 0
        self.processes = [
            Process(target=reduce_frames, args=(self.incoming, self.outgoing, bias), daemon=True)
            for _ in range(workers)
        ]

    def __enter__(self):
        for process in self.processes:
            process.start()
        return self

    def feed(self, frame):
        self.incoming.put(frame)
        self.fed += 1

    def __exit__(self, kind, value, traceback):
        for _ in self.processes:
            self.incoming.put(None)
        self._wait()
        self._collect()

    def _wait(self):
        for process in self.processes:
            process.join()
            if process.exitcode:
                raise RuntimeError(f"{process.name} failed")

    def _collect(self):
        for _ in range(self.fed):
            try:
                self.reduced.append(self.outgoing.get(timeout=5))
            except Empty:
                break
