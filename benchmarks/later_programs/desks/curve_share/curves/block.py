"""A curve as a block of doubles that any process of the run can open by its ticket."""
import struct
from dataclasses import dataclass
from multiprocessing import shared_memory
from typing import List, Sequence


@dataclass(frozen=True)
class Ticket:
    name: str
    points: int


class CurveBlock:
    def __init__(self, memory: shared_memory.SharedMemory, points: int) -> None:
        self._memory = memory
        self._format = struct.Struct(f"<{points}d")
        self.ticket = Ticket(memory.name, points)

    @classmethod
    def create(cls, points: int) -> "CurveBlock":
        return cls(shared_memory.SharedMemory(create=True, size=8 * points), points)

    @classmethod
    def open(cls, ticket: Ticket) -> "CurveBlock":
        return cls(shared_memory.SharedMemory(name=ticket.name), ticket.points)

    def write(self, values: Sequence[float]) -> None:
        self._format.pack_into(self._memory.buf, 0, *values)

    def read(self) -> List[float]:
        return list(self._format.unpack_from(self._memory.buf))

    def drop(self) -> None:
        self._memory.unlink()

    def __enter__(self) -> "CurveBlock":
        return self

    def __exit__(self, *exc: object) -> None:
        self._memory.close()
