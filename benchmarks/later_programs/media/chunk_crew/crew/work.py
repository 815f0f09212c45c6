import zlib
from typing import NamedTuple


class Rendition(NamedTuple):
    name: str
    level: int
    chunks: int


def transcode(rendition: Rendition, licences, paused, results) -> None:
    for number in range(rendition.chunks):
        paused.acquire()
        paused.release()
        with licences:
            data = bytes((n * (number + 3)) % 256 for n in range(4000))
            results.put((rendition.name, len(zlib.compress(data, rendition.level))))
    results.put((rendition.name, None))
