"""Stacks the images of each field into one file."""

import contextlib
import json
import logging
import multiprocessing
import tempfile
import time
from pathlib import Path

log = logging.getLogger("stack")


@contextlib.contextmanager
def workers(count):
    """A pool that logs how long it was open."""
    begin = time.perf_counter()
    with multiprocessing.Pool(count) as pool:
        yield pool
    log.info("open for %.1f s", time.perf_counter() - begin)


def stack(field, folder):
    time.sleep(0.2)
    images = [[(field * 7 + index) % 50 for index in range(100)] for _ in range(5)]
    summed = [sum(pixels) for pixels in zip(*images)]
    target = Path(folder) / f"field-{field}.json"
    target.write_text(json.dumps(summed), encoding="utf-8")


def complain(problem):
    log.error("stacking failed: %s", problem)


def stack_all(fields, folder):
    with workers(2) as pool:
        for field in fields:
            pool.apply_async(stack, (field, folder), error_callback=complain)


def main():
    logging.basicConfig(level=logging.WARNING)
    fields = range(101, 109)
    with tempfile.TemporaryDirectory() as folder:
        stack_all(fields, folder)
        written = len(list(Path(folder).glob("*.json")))
    print("all fields stacked" if written == len(fields) else "fields are missing")


if __name__ == "__main__":
    main()
