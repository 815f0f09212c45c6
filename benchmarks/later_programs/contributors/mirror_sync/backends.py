"""Places from which a mirror copies."""
import threading
import zlib
from abc import ABC, abstractmethod

from retrying import retry

BACKENDS = {}


def backend(scheme):
    def register(cls):
        BACKENDS[scheme] = cls
        return cls

    return register


class Backend(ABC):
    def __init__(self, root):
        self.root = root
        self._seen = {}
        self._lock = threading.Lock()

    def __getstate__(self):
        state = self.__dict__.copy()
        state.pop("_lock")
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)
        self._lock = threading.Lock()

    @abstractmethod
    def fetch(self, name):
        ...

    def fingerprint(self, name):
        with self._lock:
            if name not in self._seen:
                self._seen[name] = zlib.crc32(self.fetch(name))
            return name, self._seen[name]


@backend("memory")
class MemoryBackend(Backend):
    def fetch(self, name):
        return (self.root + "/" + name).encode()


@retry(times=2, on=(KeyError,))
def probe(scheme):
    return scheme, BACKENDS[scheme].__name__
