"""Fixed-width binary tables of decay lines, as our spectrometer writes them."""
import os
import struct
import tempfile
from typing import Iterator, NamedTuple

RECORD = struct.Struct("<IddI40x")
COUNT = 48_000


class Line(NamedTuple):
    number: int
    energy: float
    intensity: float
    nuclide: int


def _write(path: str) -> str:
    if not os.path.exists(path):
        handle, part = tempfile.mkstemp(dir=os.path.dirname(path))
        with os.fdopen(handle, "wb") as out:
            for number in range(COUNT):
                out.write(RECORD.pack(number, 20.0 + number / 16, 1.0 / (1 + number % 97),
                                      number % 300))
        os.replace(part, path)
    return path


_table = open(_write(os.path.join(tempfile.gettempdir(), "decay-lines-v3.bin")), "rb")


def lines(first: int, last: int) -> Iterator[Line]:
    _table.seek(first * RECORD.size)
    for _ in range(first, last):
        raw = _table.read(RECORD.size)
        if len(raw) < RECORD.size:
            return
        yield Line(*RECORD.unpack(raw))
