"""Computes checksums of uploads with call-backs; leaving the batch waits for every one of them."""
from __future__ import annotations

import contextlib
import multiprocessing as mp
import queue
import zlib

UPLOADS = {"a.bin": b"alpha" * 100, "b.bin": b"beta" * 50, "c.bin": None, "d.bin": b""}


def checksum(name, data):
    if data is None:
        raise ValueError("no content: " + name)
    return name, zlib.crc32(data)


@contextlib.contextmanager
def batch(workers):
    with mp.Pool(workers) as pool:
        yield pool
        pool.close()
        pool.join()


def drain(box):
    while not box.empty():
        yield box.get_nowait()


def main():
    sums = queue.Queue()
    problems = []
    with batch(2) as pool:
        for name, data in UPLOADS.items():
            pool.apply_async(checksum, (name, data), callback=sums.put, error_callback=problems.append)
    result = dict(drain(sums))
    print(sorted(result), [str(p) for p in problems])
    expected = {name: zlib.crc32(data) for name, data in UPLOADS.items() if data is not None}
    print("ok" if result == expected and len(problems) == 1 else "wrong")


if __name__ == "__main__":
    main()
