"""Reduces frames in processes: what they put on the queue is taken before they are joined."""

import random
from multiprocessing import Process, Queue

WIDTH = 20000


def reduce_frames(incoming, outgoing, bias):
    for number, frame in iter(incoming.get, None):
        outgoing.put((number, [max(0, pixel - bias) for pixel in frame]))


class Reduction:
    def __init__(self, workers, bias=512):
        self.incoming = Queue()
        self.outgoing = Queue()
        self.fed = 0
        self.reduced = {}
        self.processes = [
            Process(target=reduce_frames, args=(self.incoming, self.outgoing, bias)) for _ in range(workers)
        ]

    def __enter__(self):
        for process in self.processes:
            process.start()
        return self

    def feed(self, frame):
        self.incoming.put((self.fed, frame))
        self.fed += 1

    def __exit__(self, *failure):
        for _ in self.processes:
            self.incoming.put(None)
        self._collect()
        self._wait()

    def _collect(self):
        while len(self.reduced) < self.fed:
            number, frame = self.outgoing.get(timeout=60)
            self.reduced[number] = frame

    def _wait(self):
        for process in self.processes:
            process.join()
            if process.exitcode:
                raise RuntimeError(f"{process.name} failed")


def main():
    rng = random.Random(4)
    with Reduction(workers=2) as reduction:
        for _ in range(6):
            reduction.feed([rng.randrange(65536) for _ in range(WIDTH)])
    print(f"{len(reduction.reduced)} frames, {sum(map(len, reduction.reduced.values()))} pixels")
    print("ok")


if __name__ == "__main__":
    main()
