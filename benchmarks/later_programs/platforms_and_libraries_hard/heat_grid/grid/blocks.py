from contextlib import contextmanager
from multiprocessing.shared_memory import SharedMemory


class OwnedBlock:
    """Owns a block of shared memory for the length of a with statement."""

    def __init__(self, size):
        self.size = size

    def __enter__(self):
        self.memory = SharedMemory(create=True, size=self.size)
        return self

    def __exit__(self, *exc_info):
        self.memory.close()
        self.memory.unlink()


@contextmanager
def attached(name):
    memory = SharedMemory(name=name)
    try:
        yield memory.buf
    finally:
        memory.close()
