"""The latest wave height of every buoy, packed as the radio sends it."""
from __future__ import annotations

import struct
from multiprocessing.shared_memory import ShareableList

WAVE = struct.Struct("<I")


class Board:
    def __init__(self, slots: ShareableList) -> None:
        self.slots = slots

    @classmethod
    def create(cls, size: int) -> Board:
        return cls(ShareableList([b"\xff" * WAVE.size] * size))

    def post(self, buoy: int, centimetres: int) -> None:
        self.slots[buoy] = WAVE.pack(centimetres)

    def read(self, buoy: int) -> int:
        (value,) = WAVE.unpack(self.slots[buoy])
        return value

    def close(self) -> None:
        self.slots.shm.close()
        self.slots.shm.unlink()
