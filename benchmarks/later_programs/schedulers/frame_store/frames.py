"""Rows of unsigned integers in shared memory; the creator keeps them until its block ends."""
from multiprocessing.shared_memory import SharedMemory

WIDTH = 32
ITEM = 4


class FrameStore:
    def __init__(self, memory, count, owner):
        self._memory = memory
        self._owner = owner
        self._cells = memory.buf[: count * WIDTH * ITEM].cast("I")
        self._rows = {}

    @classmethod
    def create(cls, count):
        return cls(SharedMemory(create=True, size=count * WIDTH * ITEM), count, owner=True)

    @classmethod
    def attach(cls, name, count):
        return cls(SharedMemory(name=name), count, owner=False)

    @property
    def name(self):
        return self._memory.name

    def row(self, index):
        if index not in self._rows:
            self._rows[index] = self._cells[index * WIDTH : (index + 1) * WIDTH]
        return self._rows[index]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for row in self._rows.values():
            row.release()
        self._cells.release()
        self._memory.close()
        if self._owner:
            self._memory.unlink()
