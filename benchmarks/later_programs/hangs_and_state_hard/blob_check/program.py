"""Check the blocks of a file with several processes reading the same store."""
import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor

from blobs import NumberedStore, write_sample


def check(store, numbers):
    return [n for n in numbers if store.number(n) != n]


def main():
    handle, path = tempfile.mkstemp(suffix=".blk")
    os.close(handle)
    try:
        write_sample(path, blocks=800)
        store = NumberedStore(path)
        assert store.number(7) == 7
        with ProcessPoolExecutor(2) as executor:
            jobs = [executor.submit(check, store, list(range(k, 800, 4)) * 5) for k in range(4)]
            damaged = [n for job in jobs for n in job.result()]
        store.close()
    finally:
        os.unlink(path)
    if damaged:
        sys.exit("damaged: %s" % damaged)
    print("ok")


if __name__ == "__main__":
    main()
