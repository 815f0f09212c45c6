"""Who looked at which patient record: all readers write to one audit trail."""
import os
import sys
import tempfile
import time
from multiprocessing import Process
from pathlib import Path

RECORDS = {
    1: ("Hopkins, A.", "fracture"),
    2: ("Ibarra, M.", "asthma"),
    3: ("Jung, K.", "check-up"),
    4: ("Keller, S.", "appendicitis"),
}


class Trail:
    """A file to which lines are only ever appended."""

    def __init__(self, path):
        self.path = Path(path)
        self.file = self.path.open("ab", buffering=0)

    def fileno(self):
        return self.file.fileno()

    def lines(self):
        return self.path.read_text().splitlines()

    def close(self):
        self.file.close()


def note(handle, user, number):
    line = "%s %s record %d\n" % (time.strftime("%H:%M"), user, number)
    os.write(handle, line.encode())


def reader(user, numbers, handle):
    for number in numbers:
        name, reason = RECORDS[number]
        note(handle, user, number)
        print(user, "reads", name, "-", reason, flush=True)


def main():
    folder = tempfile.TemporaryDirectory()
    trail = Trail(Path(folder.name) / "audit.log")
    shifts = {"dr. weiss": [1, 3], "nurse lopez": [2], "dr. amadi": [4, 1]}
    readers = []
    for user, numbers in shifts.items():
        process = Process(target=reader, args=(user, numbers, trail.fileno()))
        process.start()
        readers.append(process)
    for process in readers:
        process.join()
    written = len(trail.lines())
    trail.close()
    folder.cleanup()
    print("audit trail:", written, "entries")
    if written == sum(map(len, shifts.values())):
        print("ok")


if __name__ == "__main__":
    sys.exit(main())
