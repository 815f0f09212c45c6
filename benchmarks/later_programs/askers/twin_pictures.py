"""Finds pictures that I have twice (same bytes, other name)."""
import contextlib
import hashlib
import logging
import multiprocessing
import os
import sys
import tempfile
from collections import defaultdict

log = logging.getLogger("twins")


@contextlib.contextmanager
def crew(context, size):
    pool = context.Pool(size)
    log.debug("crew of %d is there", size)
    try:
        yield pool
    finally:
        pool.join()
        pool.close()
        log.debug("crew went home")


def fingerprint(path):
    h = hashlib.md5()
    with open(path, "rb") as f:
        for block in iter(lambda: f.read(4096), b""):
            h.update(block)
    return h.hexdigest(), path


def pictures(folder, endings=(".png", ".jpg")):
    for here, _, files in os.walk(folder):
        for name in files:
            if name.endswith(endings):
                yield os.path.join(here, name)


def find_twins(folder, context):
    groups = defaultdict(list)
    with crew(context, 2) as pool:
        tickets = [pool.apply_async(fingerprint, [p]) for p in pictures(folder)]
        for t in tickets:
            digest, path = t.get()
            groups[digest].append(path)
    return [sorted(g) for g in groups.values() if len(g) > 1]


def demo(folder):
    os.mkdir(os.path.join(folder, "holiday"))
    for name, data in (("a.png", b"\x89PNG beach"), ("holiday/beach.png", b"\x89PNG beach"),
                       ("b.jpg", b"\xff\xd8 cat"), ("notes.txt", b"nothing")):
        with open(os.path.join(folder, name), "wb") as f:
            f.write(data)


def main():
    logging.basicConfig(level=logging.INFO, stream=sys.stdout)
    ctx = multiprocessing.get_context()
    with tempfile.TemporaryDirectory() as folder:
        demo(folder)
        twins = find_twins(folder, ctx)
        for group in twins:
            log.info("same picture: %s", " = ".join(os.path.relpath(p, folder) for p in group))


if __name__ == "__main__":
    main()
