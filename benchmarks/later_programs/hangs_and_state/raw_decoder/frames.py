"""Frame format: 4 bytes length, 4 bytes crc32, payload."""
import os
import struct
import sys
import zlib

HEADER = struct.Struct(">II")


def pack(payload: bytes) -> bytes:
    return HEADER.pack(len(payload), zlib.crc32(payload)) + payload


def fatal(message: str) -> None:
    sys.stderr.write(f"decoder: {message}\n")
    sys.stderr.flush()
    os._exit(3)


def decode(frame: bytes) -> str:
    length, crc = HEADER.unpack_from(frame)
    payload = frame[HEADER.size:HEADER.size + length]
    if zlib.crc32(payload) != crc:
        fatal(f"bad checksum in frame of {length} bytes")
    return payload.decode("utf-8")
