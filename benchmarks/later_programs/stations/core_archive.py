"""Ice core archive: fixed records in one big file, read by several processes."""
import os
import struct
import sys
import tempfile
from multiprocessing import Process, SimpleQueue
from random import Random

RECORD = struct.Struct("<IIdd48s")
RECORDS = 20000


def write_archive(path):
    with open(path, "wb") as f:
        for n in range(RECORDS):
            f.write(RECORD.pack(n, n * 11, -35.0 + n % 17, 0.1 * (n % 400), b"layer %d" % n))


class CoreArchive:
    def __init__(self, path):
        self.path = path
        self.file = open(path, "rb")

    def layer(self, number):
        self.file.seek(number * RECORD.size)
        return RECORD.unpack(self.file.read(RECORD.size))

    def close(self):
        self.file.close()


class Drill:
    """One worker: reads layers in an order of its own and adds up the isotopes."""

    def __init__(self, archive, number):
        self.archive = archive
        self.number = number

    def work(self, answers):
        rng = Random(self.number)
        misread = 0
        for _ in range(6000):
            wanted = rng.randrange(RECORDS)
            try:
                found, depth, delta, dust, label = self.archive.layer(wanted)
            except struct.error:
                misread += 1
                continue
            if found != wanted:
                misread += 1
        answers.put(misread)


def main():
    folder = tempfile.mkdtemp()
    path = os.path.join(folder, "core.bin")
    write_archive(path)
    archive = CoreArchive(path)
    answers = SimpleQueue()
    drills = [Process(target=Drill(archive, n).work, args=(answers,)) for n in range(4)]
    for d in drills:
        d.start()
    misread = sum(answers.get() for _ in drills)
    for d in drills:
        d.join()
        if d.exitcode:
            sys.exit("drill failed")
    archive.close()
    os.remove(path)
    os.rmdir(folder)
    if misread:
        print("layers misread: %d of %d" % (misread, 6000 * len(drills)))
    else:
        print("ok")


if __name__ == "__main__":
    main()
