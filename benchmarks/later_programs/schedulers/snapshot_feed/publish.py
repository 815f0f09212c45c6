"""Publishes snapshots for consumers which may look at them some time later."""
import zlib
from multiprocessing import shared_memory


def store(payload):
    area = shared_memory.SharedMemory(create=True, size=len(payload))
    area.buf[: len(payload)] = payload
    name = area.name
    area.close()
    return name


class Publisher:
    def __init__(self):
        self._stored = []

    def add(self, payload):
        self._stored.append((store(payload), payload))

    def names(self):
        return [name for name, _ in self._stored]

    def sizes(self):
        return [len(payload) for _, payload in self._stored]

    def expected(self):
        return [zlib.adler32(payload) for _, payload in self._stored]

    def remove(self):
        for name in self.names():
            area = shared_memory.SharedMemory(name=name)
            area.close()
            area.unlink()
