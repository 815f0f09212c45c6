"""Reads a strain gauge in one process and writes batches of it to sqlite in another."""

import math
import sqlite3
import tempfile
from multiprocessing import Process, Queue
from pathlib import Path


class Batcher:
    """Gathers readings and hands them on in batches."""

    def __init__(self, queue, size):
        self.queue = queue
        self.size = size
        self.pending = []

    def add(self, reading):
        self.pending.append(reading)
        if len(self.pending) >= self.size:
            self.flush()

    def flush(self):
        if self.pending:
            self.queue.put(self.pending)
            self.pending.clear()

    def close(self):
        self.flush()
        self.queue.put(None)


def readings(count):
    for step in range(count):
        yield step, math.sin(step / 10)


def write(queue, path):
    connection = sqlite3.connect(path)
    connection.execute("create table strain (step integer, value real)")
    for batch in iter(queue.get, None):
        connection.executemany("insert into strain values (?, ?)", batch)
    connection.commit()
    connection.close()


def main(count=5000):
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "strain.db")
        queue = Queue()
        writer = Process(target=write, args=(queue, path))
        writer.start()
        batcher = Batcher(queue, size=50)
        for reading in readings(count):
            batcher.add(reading)
        batcher.close()
        writer.join()
        if writer.exitcode:
            raise SystemExit("the writer failed")
        connection = sqlite3.connect(path)
        (rows,) = connection.execute("select count(*) from strain").fetchone()
        connection.close()
    print("complete" if rows == count else "readings were lost")


if __name__ == "__main__":
    main()
