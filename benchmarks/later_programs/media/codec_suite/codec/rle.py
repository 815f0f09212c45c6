"""Run lengths, for mattes and other flat pictures."""
from itertools import groupby


def encode(pixels: bytes) -> bytes:
    out = bytearray()
    for value, run in groupby(pixels):
        length = sum(1 for _ in run)
        while length:
            part = min(length, 255)
            out += bytes((part, value))
            length -= part
    return bytes(out)


def decode(data: bytes) -> bytes:
    return b"".join(bytes([value]) * count for count, value in zip(data[::2], data[1::2]))
