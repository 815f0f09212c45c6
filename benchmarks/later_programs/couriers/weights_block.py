import multiprocessing as mp
from array import array
from multiprocessing import shared_memory


class WeightBlock:
    """Weights of a truck load in shared memory; the block lives as long as this object is open."""

    def __init__(self, count, name=None):
        self.count = count
        self.owner = name is None
        self.shm = shared_memory.SharedMemory(name=name, create=self.owner, size=8 * count if self.owner else 0)
        self.cells = self.shm.buf[: 8 * count].cast("q")

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.cells.release()
        self.shm.close()
        if self.owner:
            self.shm.unlink()

    def copy(self):
        return array("q", self.cells.tolist())


def scale(ticket):
    name, count, start, stop = ticket
    with WeightBlock(count, name) as block:
        for index in range(start, stop):
            block.cells[index] = block.cells[index] * 3 + 1
    return stop - start


def load_truck(count):
    with WeightBlock(count) as block:
        for index in range(count):
            block.cells[index] = index
        half = count // 2
        tickets = [(block.shm.name, count, 0, half), (block.shm.name, count, half, count)]
        with mp.Pool(2) as pool:
            done = sum(pool.map(scale, tickets))
        assert done == count
        return block.copy()


if __name__ == "__main__":
    weights = load_truck(100)
    assert list(weights) == [3 * index + 1 for index in range(100)]
    print("ok")
