"""Hands the frames of a simulated camera to a viewer process through shared memory."""
import contextlib
import multiprocessing
import os
import secrets
import sys
from multiprocessing.managers import SharedMemoryManager
from multiprocessing.shared_memory import SharedMemory

PREFIX = "simcam"
SHAPE = (16, 12)


def fresh_name(prefix=PREFIX):
    return f"{prefix}_{os.getpid()}_{secrets.token_hex(3)}"


class Frame:
    """Who opens it creates the block and removes it again; others attach to it by its name."""

    def __init__(self, shape, name=None):
        self.shape = shape
        self.owner = name is None
        self.name = name or fresh_name()

    @property
    def size(self):
        width, height = self.shape
        return width * height

    def __enter__(self):
        if self.owner:
            self.block = SharedMemory(name=self.name, create=True, size=self.size)
        else:
            self.block = SharedMemory(name=self.name)
        return self

    def __exit__(self, *exc_info):
        self.block.close()
        if self.owner:
            self.block.unlink()

    def fill(self, level):
        self.block.buf[: self.size] = bytes([level]) * self.size

    def mean(self):
        return sum(self.block.buf[: self.size]) / self.size


@contextlib.contextmanager
def scratch(size):
    block = SharedMemory(create=True, size=size)
    try:
        yield block
    finally:
        block.close()
        block.unlink()


def viewer(name, shape, answer):
    with Frame(shape, name=name) as frame, answer:
        answer.send(frame.mean())


def invert(source, target, size):
    first, second = SharedMemory(name=source), SharedMemory(name=target)
    second.buf[:size] = bytes(255 - value for value in first.buf[:size])
    for block in (first, second):
        block.close()


def run(target, *args):
    process = multiprocessing.Process(target=target, args=args)
    process.start()
    process.join()
    if process.exitcode:
        sys.exit(f"{target.__name__} failed")


def show(frame):
    ours, theirs = multiprocessing.Pipe(duplex=False)
    with ours:
        with theirs:
            run(viewer, frame.name, frame.shape, theirs)
        return ours.recv()


def main():
    with Frame(SHAPE) as left, Frame(SHAPE) as right:
        left.fill(40)
        right.fill(90)
        seen = show(left), show(right)
        print("left {:.0f}, right {:.0f}".format(*seen))
        with scratch(left.size) as target:
            run(invert, left.name, target.name, left.size)
            print("inverted", target.buf[0])
    with SharedMemoryManager() as manager:
        pair = [manager.SharedMemory(size=64) for _ in range(2)]
        pair[0].buf[:4] = b"\x01\x02\x03\x04"
        run(invert, pair[0].name, pair[1].name, 4)
        inverse = bytes(pair[1].buf[:4]).hex()
        print("managed", inverse)
        for block in pair:
            block.close()
    print("ok" if seen == (40, 90) and inverse == "fefdfcfb" else "frames differ")


if __name__ == "__main__":
    main()
