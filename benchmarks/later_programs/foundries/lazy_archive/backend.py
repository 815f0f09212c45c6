"""Compression for archives.

Importing a codec costs start-up time that most commands need not pay, so it is imported with the first archive.
"""

from typing import Tuple


def load_codec(name: str = "bz2") -> None:
    """Make the codec of this name ready for use."""
    global codec
    codec = __import__(name)


def pack(block: bytes) -> bytes:
    return codec.compress(block)


def unpack(block: bytes) -> bytes:
    return codec.decompress(block)


def ratio(block: bytes) -> Tuple[int, int]:
    return len(block), len(pack(block))
