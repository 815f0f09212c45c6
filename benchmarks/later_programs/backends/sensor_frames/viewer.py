"""Looks at one frame of the ring."""
from multiprocessing import shared_memory

FRAME = 4096


def view(name, number, seen):
    memory = shared_memory.SharedMemory(name=name)
    try:
        start = number * FRAME
        seen.put(sum(memory.buf[start:start + FRAME]))
    finally:
        memory.close()
