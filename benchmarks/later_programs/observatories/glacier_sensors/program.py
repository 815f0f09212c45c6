"""Reads the sensors of a glacier and writes batches of readings to sqlite in another process."""

import sqlite3
import tempfile
from multiprocessing import Process, Queue
from pathlib import Path

from batches import Batcher, Window
from writer import write_all


def main(count=3000):
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "glacier.db")
        queue = Queue()
        writer = Process(target=write_all, args=(queue, path))
        writer.start()
        batcher, window = Batcher(queue, size=50), Window(queue, size=20)
        for step in range(count):
            batcher.add(("ice", step, step / 7))
            window.add(("air", step, -step / 9))
        batcher.flush()
        window.flush()
        queue.put(None)
        writer.join()
        if writer.exitcode:
            raise SystemExit("the writer failed")
        connection = sqlite3.connect(path)
        rows = dict(connection.execute("select sensor, count(distinct step) from readings group by sensor"))
        connection.close()
    print(rows)
    assert rows == {"ice": count, "air": count}, rows
    print("ok")


if __name__ == "__main__":
    main()
