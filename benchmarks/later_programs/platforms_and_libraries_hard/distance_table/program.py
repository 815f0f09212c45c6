"""Fills a 96 MiB table of squared distances, rows shared between workers."""
import contextlib
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import shared_memory

SIDE = 5016
CELL = 4
ROW = SIDE * CELL


@contextlib.contextmanager
def table_memory(size):
    block = shared_memory.SharedMemory(create=True, size=size)
    try:
        yield block
    finally:
        block.close()
        block.unlink()


def fill(name, first, last):
    block = shared_memory.SharedMemory(name=name)
    try:
        for y in range(first, last):
            cell = (y * y % 2**32).to_bytes(CELL, "little")
            block.buf[y * ROW : (y + 1) * ROW] = cell * SIDE
        return last - first
    finally:
        block.close()


def spans(count, parts):
    step = -(-count // parts)
    return [(start, min(start + step, count)) for start in range(0, count, step)]


def main():
    with table_memory(SIDE * ROW) as block:
        with ProcessPoolExecutor(max_workers=2) as executor:
            futures = [
                executor.submit(fill, block.name, first, last)
                for first, last in spans(SIDE, 4)
            ]
            rows = sum(future.result() for future in futures)
        corner = int.from_bytes(block.buf[SIDE * ROW - CELL : SIDE * ROW], "little")
    print(f"{rows} rows, last cell {corner}")


if __name__ == "__main__":
    main()
