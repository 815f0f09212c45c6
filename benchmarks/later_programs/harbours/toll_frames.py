"""Two toll cameras hand their pictures to the reader of number plates through shared memory."""
import contextlib
import multiprocessing as mp
import os
import secrets
from multiprocessing import shared_memory

SIZE = 64 * 48


@contextlib.contextmanager
def frame_block(lane):
    name = f"toll{lane}_{os.getpid()}_{secrets.token_hex(4)}"
    block = shared_memory.SharedMemory(name=name, create=True, size=SIZE)
    try:
        yield block
    finally:
        block.close()
        block.unlink()


def read_plates(lane, name, results):
    block = shared_memory.SharedMemory(name=name)
    try:
        brightness = sum(block.buf[:SIZE]) // SIZE
    finally:
        block.close()
    results.put((lane, brightness))


def main():
    results = mp.SimpleQueue()
    with contextlib.ExitStack() as stack:
        readers = []
        for lane, shade in ((1, 60), (2, 140)):
            block = stack.enter_context(frame_block(lane))
            block.buf[:SIZE] = bytes([shade]) * SIZE
            reader = mp.Process(target=read_plates, args=(lane, block.name, results))
            reader.start()
            readers.append(reader)
        seen = dict(results.get() for _ in readers)
        for reader in readers:
            reader.join()
            if reader.exitcode:
                raise SystemExit(f"reader left with {reader.exitcode}")
    print("lane 1:", seen[1], "lane 2:", seen[2])
    print("ok")


if __name__ == "__main__":
    main()
