"""Access to a file of equally long traces behind a small header."""
import mmap
import struct

import numpy as np

HEADER = struct.Struct("<4sII")
MAGIC = b"SGY0"


def write(path, traces):
    with open(path, "wb") as out:
        out.write(HEADER.pack(MAGIC, *traces.shape))
        out.write(np.ascontiguousarray(traces, dtype="<f4").tobytes())


class TraceFile:
    """Reads single traces; may be sent to other processes, which open it anew."""

    def __init__(self, path):
        self.path = path
        self._open()
        magic, self.count, self.length = HEADER.unpack(self._file.read(HEADER.size))
        if magic != MAGIC:
            raise ValueError(f"{path} is not a trace file")

    def _open(self):
        self._file = open(self.path, "rb")

    def __getstate__(self):
        state = self.__dict__.copy()
        del state["_file"]
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)
        self._open()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self._file.close()

    def read(self, number):
        self._file.seek(HEADER.size + 4 * number * self.length)
        return np.frombuffer(self._file.read(4 * self.length), dtype="<f4")

    def onset(self, number):
        """First sample above half of the largest amplitude."""
        trace = np.abs(self.read(number))
        return number, int(np.argmax(trace > trace.max() / 2))


class MappedTraces:
    """The same through a memory map, for jobs that jump about."""

    def __init__(self, path, count, length):
        with open(path, "rb") as source:
            self._map = mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ)
        self.data = np.frombuffer(self._map, dtype="<f4", offset=HEADER.size)
        self.data = self.data.reshape(count, length)

    def energy(self, number):
        return float((self.data[number] ** 2).sum())
