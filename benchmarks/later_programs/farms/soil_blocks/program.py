import multiprocessing
import os
import sys
import tempfile

import store

_dump = None


def use(path):
    global _dump
    _dump = store.BlockFile(path)


def mean(i):
    number, values = _dump[i]
    return number == i, sum(values) / len(values)


def main():
    count = 200
    fd, path = tempfile.mkstemp(suffix=".dmp")
    os.close(fd)
    try:
        store.write_dump(path, count)
        probe = store.BlockFile(path)
        try:
            found = len(probe)
        finally:
            probe.close()
        with multiprocessing.Pool(3, use, (path,)) as pool:
            rows = pool.map(mean, range(found), chunksize=7)
    finally:
        os.remove(path)
    good = [m for fits, m in rows if fits]
    print("%d blocks, driest %.2f, wettest %.2f" % (len(rows), min(good), max(good)))
    if len(good) != count or good[10] != 11.25:
        print("blocks mixed up")
    else:
        print("ok")


if __name__ == "__main__":
    sys.exit(main())
