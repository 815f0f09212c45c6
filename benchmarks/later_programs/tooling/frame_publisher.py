"""Publish camera frames to the local viewers through a block of shared memory."""
import functools
import os
import struct
import time
from multiprocessing import shared_memory as shm

HEADER = struct.Struct("<IIQ")


def attempts(times, wait, on):
    def decorate(func):
        @functools.wraps(func)
        def call(*args, **kwargs):
            for left in range(times - 1, -1, -1):
                try:
                    return func(*args, **kwargs)
                except on as exc:
                    if not left:
                        raise
                    print("retrying after", exc)
                    time.sleep(wait)
        return call
    return decorate


class Camera:
    """Needs one call to warm up, as the real ones do."""

    def __init__(self, width, height):
        self.size = width, height
        self._warm = False

    def grab(self):
        if not self._warm:
            self._warm = True
            raise TimeoutError("sensor not ready")
        width, height = self.size
        return bytes((x * y) % 251 for y in range(height) for x in range(width))


@attempts(times=3, wait=0.05, on=TimeoutError)
def publish(camera, viewers):
    width, height = camera.size
    block = shm.SharedMemory(name="cam%d" % os.getpid(), create=True, size=HEADER.size + width * height)
    try:
        pixels = camera.grab()
        HEADER.pack_into(block.buf, 0, width, height, len(pixels))
        block.buf[HEADER.size:HEADER.size + len(pixels)] = pixels
        seen = [viewer(block.buf) for viewer in viewers]
    finally:
        block.close()
    block.unlink()
    return seen


def brightness(buf):
    width, height, count = HEADER.unpack_from(buf, 0)
    return sum(buf[HEADER.size + i] for i in range(count)) // (width * height)


def geometry(buf):
    return HEADER.unpack_from(buf, 0)[:2]


def main():
    seen = publish(Camera(32, 24), [geometry, brightness])
    print(seen)
    print("ok" if seen[0] == (32, 24) and 0 < seen[1] < 251 else "wrong")


if __name__ == "__main__":
    main()
