"""Depth camera bench: one process fills a ring of frames, this one checks the exposure."""
import contextlib
import logging
import multiprocessing as mp
import struct
import sys
from multiprocessing.shared_memory import SharedMemory

log = logging.getLogger("depth")

WIDTH, HEIGHT, SLOTS = 64, 48, 4
FRAME = WIDTH * HEIGHT * 2


class LinkLost(RuntimeError):
    """The camera stopped sending before the session was over."""


@contextlib.contextmanager
def ring(slots):
    block = SharedMemory(create=True, size=slots * FRAME)
    log.debug("ring %s of %d bytes", block.name, block.size)
    yield block
    block.close()
    block.unlink()


def camera(name, beats, frames):
    """Stands in for the vendor's SDK: delivers a few frames, then the cable is pulled."""
    block = SharedMemory(name=name)
    try:
        for number in range(frames):
            start = (number % SLOTS) * FRAME
            struct.pack_into("<H", block.buf, start, 400 + number)
            beats.send(number)
    finally:
        block.close()
        beats.close()


def average_of(block, number):
    (first,) = struct.unpack_from("<H", block.buf, (number % SLOTS) * FRAME)
    return first


def watch(block, beats, expected):
    levels = []
    while len(levels) < expected:
        try:
            number = beats.recv()
        except EOFError:
            raise LinkLost(f"camera left after {len(levels)} of {expected} frames") from None
        levels.append(average_of(block, number))
    return levels


def session(ctx, expected, delivered):
    ours, theirs = ctx.Pipe(duplex=False)
    with ring(SLOTS) as block:
        process = ctx.Process(target=camera, args=(block.name, theirs, delivered), name="camera")
        process.start()
        theirs.close()
        try:
            return watch(block, ours, expected)
        finally:
            process.join()
            log.info("camera ended with %s", process.exitcode)


def main():
    logging.basicConfig(level=logging.INFO, format="%(name)s: %(message)s")
    ctx = mp.get_context()
    for expected, delivered in ((3, 3), (8, 5)):
        try:
            levels = session(ctx, expected, delivered)
        except LinkLost as fault:
            log.error("%s", fault)
            return 3
        print(f"{len(levels)} frames, last level {levels[-1]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
