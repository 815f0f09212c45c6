import time
from typing import List, NamedTuple


class Chunk(NamedTuple):
    number: int
    stamps: List[float]


def chunks(count):
    return [Chunk(number, [number * 10 + step * 0.5 for step in range(20)]) for number in range(count)]


def span(chunk):
    time.sleep(0.02)
    return chunk.number, chunk.stamps[0], chunk.stamps[-1]


def gaps(chunk):
    return max(later - earlier for earlier, later in zip(chunk.stamps, chunk.stamps[1:]))


def size(chunk):
    time.sleep(0.02)
    return len(chunk.stamps)
