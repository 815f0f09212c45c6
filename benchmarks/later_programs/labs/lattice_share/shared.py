"""Arrays in shared memory, and the small structures that go with them."""
import ctypes
import os
from multiprocessing.shared_memory import SharedMemory

import numpy as np


class RunState(ctypes.Structure):
    _fields_ = [
        ("sweep", ctypes.c_long),
        ("beta", ctypes.c_double),
        ("residuals", ctypes.c_double * 4),
        ("tag", ctypes.c_char * 16),
    ]


class SharedArray:
    """An ndarray together with the block it lives in."""

    def __init__(self, shape, dtype="f8", name=None):
        self.shape, self.dtype = tuple(shape), np.dtype(dtype)
        size = int(np.prod(self.shape)) * self.dtype.itemsize
        self.memory = SharedMemory(name=name, create=name is None, size=size)
        self.creator = os.getpid() if name is None else None
        self.view = np.ndarray(self.shape, self.dtype, buffer=self.memory.buf)

    def __reduce__(self):
        return SharedArray, (self.shape, self.dtype.str, self.memory.name)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.view = None
        self.memory.close()
        if self.creator == os.getpid():
            self.memory.unlink()


def snapshot(name, shape, dtype="f8"):
    """A private copy of a block that somebody else owns."""
    memory = SharedMemory(name=name)
    try:
        return np.ndarray(shape, dtype, buffer=memory.buf).copy()
    finally:
        memory.close()
