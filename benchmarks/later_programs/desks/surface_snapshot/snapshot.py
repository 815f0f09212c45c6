"""One owner lays a snapshot out in shared memory, any number of readers take copies of it."""
from __future__ import annotations

import array
from multiprocessing.shared_memory import SharedMemory
from typing import NamedTuple


class Ticket(NamedTuple):
    block: str
    cells: int


class Snapshot:
    """Belongs to the process that published it, and lives as long as its with statement."""

    def __init__(self, values: array.array) -> None:
        size = len(values) * values.itemsize
        self._block = SharedMemory(create=True, size=size)
        with self._block.buf[:size] as cells:
            cells[:] = values.tobytes()
        self.ticket = Ticket(self._block.name, len(values))

    def __enter__(self) -> Snapshot:
        return self

    def __exit__(self, *failure: object) -> None:
        self._block.close()
        self._block.unlink()


def publish(values: list[float]) -> Snapshot:
    return Snapshot(array.array("d", values))


def take(ticket: Ticket) -> array.array:
    """A copy of the cells; the reader's handle is closed again at once."""
    copy = array.array("d")
    block = SharedMemory(name=ticket.block)
    try:
        with block.buf[: ticket.cells * copy.itemsize] as cells:
            copy.frombytes(cells)
    finally:
        block.close()
    return copy
