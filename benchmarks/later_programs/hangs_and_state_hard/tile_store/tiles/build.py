import os
import struct
import tempfile

TILES = 2000


def sample_path():
    """The sample archive, written on first use."""
    path = os.path.join(tempfile.gettempdir(), "tiles-sample.bin")
    if not os.path.exists(path):
        with open(path + ".new", "wb") as fh:
            for number in range(TILES):
                fh.write(struct.pack("<I", number).ljust(4096, b"\x20"))
        os.replace(path + ".new", path)
    return path
