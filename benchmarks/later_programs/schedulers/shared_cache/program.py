"""Keeps a table in shared memory; independent report programs look things up in it."""
import os
import struct
import subprocess
import sys
from multiprocessing.shared_memory import SharedMemory

REPORT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "report.py")


class TableOwner:
    def __init__(self, rows):
        record = struct.Struct("<IQ")
        self._memory = SharedMemory(create=True, size=record.size * len(rows))
        for index, row in enumerate(rows):
            record.pack_into(self._memory.buf, index * record.size, *row)
        self.rows = len(rows)

    @property
    def name(self):
        return self._memory.name

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._memory.close()
        try:
            self._memory.unlink()
        except FileNotFoundError:
            pass


def report(owner):
    command = [sys.executable, REPORT, owner.name, str(owner.rows)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    if done.returncode:
        return "failed"
    return done.stdout.decode("ascii").strip()


def main():
    with TableOwner([(7, 1_000), (11, 2_500), (13, 40)]) as owner:
        answers = [report(owner) for _ in range(2)]
    print(answers)
    print("ok" if answers == ["3540", "3540"] else "wrong")


if __name__ == "__main__":
    main()
