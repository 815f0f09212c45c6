"""Workers average into one vector of weights in shared memory."""

import multiprocessing
from multiprocessing.shared_memory import SharedMemory


class SharedVector:
    """A vector of doubles that processes share by its name."""

    def __init__(self, size, name=None):
        self.size = size
        self._owner = name is None
        if self._owner:
            self._block = SharedMemory(create=True, size=8 * size)
        else:
            self._block = SharedMemory(name=name)
        self.values = self._block.buf[: 8 * size].cast("d")

    @property
    def name(self):
        return self._block.name

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self._block.close()
        if self._owner:
            self._block.unlink()


def gradient(position, index):
    return 2.0 * (position - index)


def update(name, size, lock, indices, rate=0.1, rounds=40):
    with SharedVector(size, name) as weights:
        for _ in range(rounds):
            with lock:
                for index in indices:
                    weights.values[index] -= rate * gradient(weights.values[index], index)


def main(size=6):
    lock = multiprocessing.Lock()
    with SharedVector(size) as weights:
        for index in range(size):
            weights.values[index] = 0.0
        halves = [range(0, size, 2), range(1, size, 2)]
        workers = [multiprocessing.Process(target=update, args=(weights.name, size, lock, half)) for half in halves]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        print([round(value, 2) for value in weights.values], [worker.exitcode for worker in workers])
    print("ok")


if __name__ == "__main__":
    main()
