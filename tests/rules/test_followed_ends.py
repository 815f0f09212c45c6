"""How processes end that keep locks or write files, in the objects that hold them."""

from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import Check, check_files

FOUND = {
    "a process terminated while it holds a lock that another method takes": (
        "MP422",
        """
        import multiprocessing as mp
        import time

        def render(disk, frames):
            with disk:
                while frames.value < 9:
                    time.sleep(1)

        class Farm:
            def __init__(self):
                self.disk = mp.Lock()
                self.frames = mp.Value("i", 0)

            def run(self):
                job = mp.Process(target=render, args=(self.disk, self.frames))
                job.start()
                job.join(5)
                if job.is_alive():
                    job.terminate()  # MP422

            def report(self):
                self.disk.acquire()
                print(self.frames.value)
                self.disk.release()

        def main():
            farm = Farm()
            farm.run()
            farm.report()
        """,
    ),
    "a daemonic writer that is told to end and not waited for": (
        "MP424",
        """
        from multiprocessing import Process, Queue

        def write(path, rows):
            with open(path, "w") as file:
                while True:
                    row = rows.get()
                    if row is None:
                        break
                    file.write(row)

        class Log:
            def __init__(self, path):
                self.rows = Queue()
                self.writer = Process(target=write, args=(path, self.rows))
                self.writer.daemon = True
                self.writer.start()  # MP424

            def add(self, row):
                self.rows.put(row)

            def close(self):
                self.rows.put(None)

        """,
    ),
}


@pytest.mark.parametrize(("code", "source"), FOUND.values(), ids=FOUND)
def test_it_is_found(check: Check, code: str, source: str) -> None:
    assert [finding.confidence for finding in check(code, source)] != [Confidence.LOW]


SILENT = {
    "a lock that is taken with a limit after its holder was terminated": (
        "MP422",
        """
        import time
        from multiprocessing import Lock, Process

        def render(disk):
            with disk:
                time.sleep(1)

        def main():
            disk, own = Lock(), Lock()
            with disk:
                print("ready")
            job = Process(target=render, args=(disk,))
            job.start()
            job.join(5)
            job.terminate()
            if disk.acquire(timeout=1):
                print("free")
        """,
    ),
    "a lock that is only taken before its holder is terminated": (
        "MP422",
        """
        import time
        from multiprocessing import Lock, Process

        def render(disk):
            with disk:
                time.sleep(1)

        def main():
            disk, own = Lock(), Lock()
            with disk:
                print("ready")
            job = Process(target=render, args=(disk,))
            job.start()
            job.join(5)
            job.terminate()
            with own:
                print("done")
        """,
    ),
    "a lock of a process that has ended before it is terminated": (
        "MP422",
        """
        import time
        from multiprocessing import Lock, Process

        def render(disk):
            with disk:
                time.sleep(1)

        def main():
            disk, own = Lock(), Lock()
            with disk:
                print("ready")
            job = Process(target=render, args=(disk,))
            job.start()
            job.join()
            job.terminate()
            with disk:
                print("done")
        """,
    ),
    "a daemonic writer that is waited for once it is told to end": (
        "MP424",
        """
        from multiprocessing import Process, Queue

        def write(path, rows):
            with open(path, "w") as file:
                while True:
                    row = rows.get()
                    if row is None:
                        break
                    file.write(row)

        class Log:
            def __init__(self, path):
                self.rows = Queue()
                self.writer = Process(target=write, args=(path, self.rows))
                self.writer.daemon = True
                self.writer.start()

            def add(self, row):
                self.rows.put(row)

            def close(self):
                self.rows.put(None)
                self.writer.join()
        """,
    ),
    "a daemonic writer that the program does not tell to end": (
        "MP424",
        """
        from multiprocessing import Process, Queue

        def write(path, rows):
            with open(path, "w") as file:
                while True:
                    row = rows.get()
                    if row is None:
                        break
                    file.write(row)

        class Log:
            def __init__(self, path):
                self.rows = Queue()
                self.writer = Process(target=write, args=(path, self.rows))
                self.writer.daemon = True
                self.writer.start()

            def add(self, row):
                self.rows.put(row)

            def close(self):
                print("closed")

        """,
    ),
    "a daemonic writer that is told to end, and all children are joined": (
        "MP424",
        """
        from multiprocessing import active_children, Process, Queue

        def write(path, rows):
            with open(path, "w") as file:
                while True:
                    row = rows.get()
                    if row is None:
                        break
                    file.write(row)

        class Log:
            def __init__(self, path):
                self.rows = Queue()
                self.writer = Process(target=write, args=(path, self.rows))
                self.writer.daemon = True
                self.writer.start()

            def add(self, row):
                self.rows.put(row)

            def close(self):
                self.rows.put(None)
                for child in active_children():
                    child.join()
        """,
    ),
    "a daemonic writer that is handed to others": (
        "MP424",
        """
        from multiprocessing import Process, Queue
        from elsewhere import keep

        def write(path, rows):
            with open(path, "w") as file:
                for row in iter(rows.get, None):
                    file.write(row)

        def run(path):
            rows = Queue()
            keep(Process(target=write, args=(path, rows), daemon=True)).start()
            rows.put(None)
        """,
    ),
    "a daemonic writer whose queue is watched": (
        "MP424",
        """
        from multiprocessing import Process, Queue

        def write(path, rows):
            with open(path, "w") as file:
                while True:
                    row = rows.get()
                    if row is None:
                        break
                    file.write(row)

        class Log:
            def __init__(self, path):
                self.rows = Queue()
                self.writer = Process(target=write, args=(path, self.rows))
                self.writer.daemon = True
                self.writer.start()

            def add(self, row):
                self.rows.put(row)

            def close(self):
                self.rows.put(None)
                while not self.rows.empty():
                    pass
        """,
    ),
}


@pytest.mark.parametrize(("code", "source"), SILENT.values(), ids=SILENT)
def test_its_look_alikes_are_not(check: Check, code: str, source: str) -> None:
    check(code, source)


#: Name -> (code, files; the lines that end with its comment are reported).
FILES: dict[str, tuple[str, dict[str, str]]] = {
    "a daemonic writer of another file that is told to end by __exit__": (
        "MP424",
        {
            "writer.py": (
                "def write(path, rows):\n"
                "    with open(path, 'w') as file:\n"
                "        for row in iter(rows.get, None):\n"
                "            file.write(row)\n"
            ),
            "trail.py": (
                "from multiprocessing import Process, SimpleQueue\n"
                "from writer import write\n"
                "class Trail:\n"
                "    def __init__(self, path):\n"
                "        self._rows = SimpleQueue()\n"
                "        self._writer = Process(target=write, args=(path, self._rows), daemon=True)\n"
                "    def __enter__(self):\n"
                "        self._writer.start()  # MP424\n"
                "        return self\n"
                "    def __exit__(self, *about):\n"
                "        self._rows.put(None)\n"
            ),
        },
    ),
}


@pytest.mark.parametrize(("code", "files"), FILES.values(), ids=FILES)
def test_what_several_files_cause_is_found(tmp_path: Path, code: str, files: dict[str, str]) -> None:
    check_files(tmp_path, files, code)
