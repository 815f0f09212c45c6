"""A collector process with a journal writer of its own; the launcher verifies what has been written."""
import multiprocessing
import os
import sys
import tempfile
import time

COUNT = 12


def write_journal(path, entries):
    with open(path, "w", encoding="ascii") as journal:
        while True:
            entry = entries.get()
            if entry is None:
                journal.write("end\n")
                return
            time.sleep(0.03)
            journal.write(entry + "\n")


class Collector(multiprocessing.Process):
    def __init__(self, path):
        super().__init__(name="collector")
        self.path = path

    def run(self):
        entries = multiprocessing.SimpleQueue()
        writer = multiprocessing.Process(
            target=write_journal, args=(self.path, entries), name="writer", daemon=True
        )
        writer.start()
        for number in range(COUNT):
            entries.put("entry %02d" % number)
        entries.put(None)


def launch(path):
    collector = Collector(path)
    collector.start()
    collector.join()
    if collector.exitcode:
        sys.exit("collector failed")


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "journal.txt")
        open(path, "x").close()
        launch(path)
        with open(path, encoding="ascii") as journal:
            lines = journal.read().splitlines()
    print(len(lines), "lines")
    print("ok" if len(lines) == COUNT + 1 and lines[-1] == "end" else "wrong")


if __name__ == "__main__":
    main()
