"""Stacks the images of each field; the pool is closed and joined before it is left."""

import contextlib
import json
import multiprocessing
import tempfile
from pathlib import Path


@contextlib.contextmanager
def workers(count):
    """A pool that ends when all that it was given is done."""
    pool = multiprocessing.Pool(count)
    try:
        yield pool
        pool.close()
        pool.join()
    finally:
        pool.terminate()


def stack(field, folder):
    images = [[(field * 7 + index) % 50 for index in range(100)] for _ in range(5)]
    summed = [sum(pixels) for pixels in zip(*images)]
    Path(folder, f"field-{field}.json").write_text(json.dumps(summed), encoding="utf-8")
    return field


class Progress:
    def __init__(self):
        self.done = []
        self.failed = []


def stack_all(fields, folder):
    progress = Progress()
    with workers(2) as pool:
        for field in fields:
            pool.apply_async(
                stack, (field, folder), callback=progress.done.append, error_callback=progress.failed.append
            )
    if progress.failed:
        raise progress.failed[0]
    return progress.done


def main():
    fields = range(101, 109)
    with tempfile.TemporaryDirectory() as folder:
        done = stack_all(fields, folder)
        written = len(list(Path(folder).glob("*.json")))
    print(f"{written} of {len(fields)} fields, {len(done)} reported")
    assert written == len(fields)
    print("ok")


if __name__ == "__main__":
    main()
