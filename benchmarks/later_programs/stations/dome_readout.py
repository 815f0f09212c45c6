#!/usr/bin/env python
"""CCD readout shared with the tools of the observer.

    dome_readout.py                  read out the camera and run the tools on the frame
    dome_readout.py peak BLOCK       brightest pixel of the frame in a block
    dome_readout.py background BLOCK its median
"""
import subprocess
import sys
import time
from multiprocessing import shared_memory
from statistics import median

SIZE = 64 * 64


def frame_of(block):
    shm = shared_memory.SharedMemory(name=block)
    try:
        return bytes(shm.buf[:SIZE])
    finally:
        shm.close()


def peak(block):
    return max(frame_of(block))


def background(block):
    return median(frame_of(block))


TOOLS = {"peak": peak, "background": background}


def tool(name, block):
    done = subprocess.run(
        [sys.executable, __file__, name, block], stdout=subprocess.PIPE, check=True, universal_newlines=True
    )
    return float(done.stdout)


def expose(shm):
    for n in range(SIZE):
        shm.buf[n] = 40 + (n * n) % 23
    shm.buf[SIZE // 2] = 251


def observe():
    shm = shared_memory.SharedMemory(create=True, size=SIZE)
    try:
        expose(shm)
        results = {}
        for name in TOOLS:
            results[name] = tool(name, shm.name)
            time.sleep(0.5)  # let the shutter settle
        print(results)
    finally:
        shm.close()
        shm.unlink()
    print("ok")


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(TOOLS[sys.argv[1]](sys.argv[2]))
    else:
        observe()
