"""Put sensor frames into shared memory; a process of ours looks at each of them."""
import sys
from multiprocessing import Process, Queue
from multiprocessing.shared_memory import SharedMemory

from viewer import FRAME, view


class FrameRing:
    def __init__(self, frames):
        self.frames = frames
        self.memory = SharedMemory(create=True, size=frames * FRAME)

    def __enter__(self):
        for number in range(self.frames):
            start = number * FRAME
            self.memory.buf[start:start + FRAME] = bytes([number + 1]) * FRAME
        return self

    def __exit__(self, *exc_info):
        self.memory.close()
        self.memory.unlink()


def look_at(ring):
    for number in range(ring.frames):
        seen = Queue()
        viewer = Process(target=view, args=(ring.memory.name, number, seen))
        viewer.start()
        yield seen.get(timeout=15)
        viewer.join()
        if viewer.exitcode:
            sys.exit(f"viewer of frame {number} failed")


def main():
    with FrameRing(3) as ring:
        sums = list(look_at(ring))
    assert sums == [FRAME, 2 * FRAME, 3 * FRAME]
    print("ok")


if __name__ == "__main__":
    main()
