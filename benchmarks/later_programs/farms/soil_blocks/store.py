import struct

BLOCK = struct.Struct("<I6f")


class BlockFile:
    """Fixed-size blocks of a probe's memory dump. Opens the file when first read."""

    def __init__(self, path):
        self.path = path
        self._fh = None

    def _file(self):
        if self._fh is None:
            self._fh = open(self.path, "rb")
        return self._fh

    def __getitem__(self, i):
        fh = self._file()
        fh.seek(i * BLOCK.size)
        number, *values = BLOCK.unpack(fh.read(BLOCK.size))
        return number, values

    def __len__(self):
        fh = self._file()
        return fh.seek(0, 2) // BLOCK.size

    def close(self):
        if self._fh is not None:
            self._fh.close()
            self._fh = None


def write_dump(path, count):
    with open(path, "wb") as out:
        for i in range(count):
            out.write(BLOCK.pack(i, *[i + 0.5 * k for k in range(6)]))
