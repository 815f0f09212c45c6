from contextlib import contextmanager
from multiprocessing import shared_memory

W, H = 32, 24


@contextmanager
def created():
    shm = shared_memory.SharedMemory(create=True, size=W * H)
    try:
        yield shm
    finally:
        shm.close()
        shm.unlink()


@contextmanager
def attached(name):
    shm = shared_memory.SharedMemory(name)
    try:
        yield shm.buf
    finally:
        shm.close()
