"""Columns of a table in shared memory, read by a pool; views go before the blocks."""

from array import array
from contextlib import contextmanager
from multiprocessing import Pool
from multiprocessing.shared_memory import SharedMemory


class Column:
    def __init__(self, values):
        self.count = len(values)
        self._block = SharedMemory(create=True, size=8 * self.count)
        view = self._block.buf[: 8 * self.count].cast("d")
        view[:] = array("d", values)
        view.release()

    @property
    def handle(self):
        return self._block.name, self.count

    def dispose(self):
        self._block.close()
        self._block.unlink()


@contextmanager
def attached(handle):
    name, count = handle
    block = SharedMemory(name=name)
    view = block.buf[: 8 * count].cast("d")
    try:
        yield view
    finally:
        view.release()
        block.close()


def read(handle):
    """The values themselves, which outlive the block."""
    with attached(handle) as view:
        return view.tolist()


def mean(handle):
    values = read(handle)
    return sum(values) / len(values)


def correlation(handles):
    first, second = (read(handle) for handle in handles)
    a, b = sum(first) / len(first), sum(second) / len(second)
    return sum((x - a) * (y - b) for x, y in zip(first, second))


def main():
    columns = [Column([float(i * k % 7) for i in range(500)]) for k in (1, 2, 3)]
    handles = [column.handle for column in columns]
    try:
        with Pool(2) as pool:
            means = pool.map(mean, handles)
            covariance = pool.map(correlation, [(handles[0], other) for other in handles])
    finally:
        for column in columns:
            column.dispose()
    assert all(2.9 < value < 3.1 for value in means), means
    assert covariance[0] == max(covariance), covariance
    print("ok")


if __name__ == "__main__":
    main()
