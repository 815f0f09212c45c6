"""Digests of the parts of an archive, with as many workers as make sense."""
import atexit
import hashlib
import logging
import os
from concurrent import futures

WINDOWS_LIMIT = 60
audit = logging.getLogger("audit")


def digest(part):
    index, blob = part
    return index, hashlib.blake2b(blob, digest_size=8).hexdigest()


def workers_for(jobs):
    return max(1, min(WINDOWS_LIMIT, os.cpu_count() or 1, jobs, 3))


def digests(parts):
    with futures.ProcessPoolExecutor(max_workers=workers_for(len(parts))) as executor:
        return dict(executor.map(digest, parts))


def load_parts(count):
    def read(index):
        return index, bytes([index % 256]) * 5000

    with futures.ThreadPoolExecutor(max_workers=128) as readers:
        return list(readers.map(read, range(count)))


def close_audit():
    for handler in audit.handlers[:]:
        audit.removeHandler(handler)
        handler.close()


def main():
    audit.addHandler(logging.NullHandler())
    atexit.register(close_audit)
    parts = load_parts(40)
    found = digests(parts)
    print("parts", len(found))
    print("ok" if found == dict(map(digest, parts)) else "wrong")


if __name__ == "__main__":
    main()
