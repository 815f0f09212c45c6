"""The stages as plain functions, importable by workers."""
import time
import zlib


def probe(name: str) -> dict:
    time.sleep(0.01)
    return {"name": name, "frames": 8 + sum(name.encode()) % 9}


def transcode(name: str, frames: int, quality: int) -> bytes:
    raw = bytes((frame * quality + column) & 0xFF for frame in range(frames) for column in range(64))
    return zlib.compress(raw, quality)


def checksum(data: bytes) -> int:
    return zlib.crc32(data)
