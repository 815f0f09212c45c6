"""Shrinks pictures; the fetching of them is most of the time."""
import time
import zlib
from functools import partial
from multiprocessing.pool import ThreadPool as Workers


def fetch(key):
    time.sleep(0.05)
    seed = zlib.crc32(key.encode())
    return bytes((seed >> (n % 24)) & 0xFF for n in range(64 * 64))


def shrink(key, edge):
    pixels, step = fetch(key), 64 // edge
    small = bytes(pixels[y * 64 + x] for y in range(0, 64, step) for x in range(0, 64, step))
    return key, len(zlib.compress(small))


def all_of(keys, edge, workers=4):
    with Workers(min(workers, len(keys))) as crew:
        return crew.map(partial(shrink, edge=edge), keys)
