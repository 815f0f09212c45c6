"""What happens between the start and the end of workers, found behind files, decorators, objects and context managers."""

from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.analysis import Installed
from mpcheck.engine import Request, scan
from mpcheck.findings import Confidence
from mpcheck.settings import Options
from snippets import Check

FOUND = {
    "a limited wait in the block of a stack that leaves the executor": (
        "MP420",
        """
        from concurrent.futures import ProcessPoolExecutor, TimeoutError
        from contextlib import ExitStack

        def ask(work):
            with ExitStack() as stack:
                executor = stack.enter_context(ProcessPoolExecutor())
                future = executor.submit(work, 600)
                try:
                    return future.result(timeout=1)  # MP420
                except TimeoutError:
                    return None
        """,
    ),
    "a join at the end of a context manager that closes nothing": (
        "MP415",
        """
        from contextlib import contextmanager
        from multiprocessing import get_context

        @contextmanager
        def worker_pool(size):
            pool = get_context("spawn").Pool(size)
            try:
                yield pool
            finally:
                pool.join()  # MP415

        def run(items):
            with worker_pool(2) as pool:
                return pool.map(len, items)
        """,
    ),
    "a file that an object of the module keeps, read by its method": (
        "MP504",
        """
        from multiprocessing import get_context

        class Records:
            def __init__(self, path):
                self.file = open(path, "rb")  # MP504

            def record(self, number):
                return self.read(number * 8)

            def read(self, place):
                self.file.seek(place)
                return self.file.read(8)

        RECORDS = Records("records")

        def first(number):
            return RECORDS.record(number)[0]

        if __name__ == "__main__":
            with get_context("fork").Pool() as pool:
                pool.map(first, range(9))
        """,
    ),
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
    "a question that the decorator of a worker asks": (
        "MP320",
        """
        from concurrent.futures import ProcessPoolExecutor
        from functools import wraps

        def confirmed(action):
            @wraps(action)
            def wrapper(host):
                if input("really? ") != "y":  # MP320
                    return "skipped"
                return action(host)
            return wrapper

        @confirmed
        def deploy(host):
            return host

        ACTIONS = {"deploy": deploy}

        def run(name, hosts):
            with ProcessPoolExecutor() as executor:
                return list(executor.map(ACTIONS[name], hosts))
        """,
    ),
    "the same of a decorator with arguments": (
        "MP320",
        """
        from multiprocessing import Process

        def confirmed(question):
            def decorate(action):
                def wrapper(*args):
                    if input(question) == "y":  # MP320
                        action(*args)
                return wrapper
            return decorate

        class Fleet:
            @confirmed("really? ")
            def deploy(self, host):
                print(host)

            def run(self, host):
                Process(target=self.deploy, args=(host,)).start()
        """,
    ),
}


@pytest.mark.parametrize(("code", "source"), FOUND.values(), ids=FOUND)
def test_what_is_followed_is_found(check: Check, code: str, source: str) -> None:
    assert [finding.confidence for finding in check(code, source)] != [Confidence.LOW]


SILENT = {
    "the executor is not left where the stack gives it away": (
        "MP420",
        """
        from concurrent.futures import ProcessPoolExecutor
        from contextlib import ExitStack

        def ask(work):
            with ExitStack() as stack:
                executor = stack.enter_context(ProcessPoolExecutor())
                future = executor.submit(work, 600)
                answer = future.result(timeout=1)
                return answer, stack.pop_all()
        """,
    ),
    "the stack of another block has entered the executor": (
        "MP420",
        """
        from concurrent.futures import ProcessPoolExecutor
        from contextlib import ExitStack

        def ask(work, outer):
            with ExitStack() as stack:
                stack.enter_context(open("log"))
                executor = outer.enter_context(ProcessPoolExecutor())
                return executor.submit(work, 600).result(timeout=1)
        """,
    ),
    "a context manager that joins the pool which its block closes": (
        "MP415",
        """
        from contextlib import contextmanager
        from multiprocessing import Pool

        @contextmanager
        def worker_pool(size):
            pool = Pool(size)
            yield pool
            pool.join()

        def run(items):
            with worker_pool(2) as pool:
                results = pool.map(len, items)
                pool.close()
            return results
        """,
    ),
    "a context manager that is not only used by a block of the file": (
        "MP415",
        """
        from contextlib import contextmanager
        from multiprocessing import Pool

        @contextmanager
        def worker_pool(size):
            pool = Pool(size)
            yield pool
            pool.join()

        def open_all(stack):
            return stack.enter_context(worker_pool(2))
        """,
    ),
    "an object of the module whose workers open the file anew": (
        "MP504",
        """
        from multiprocessing import get_context

        class Records:
            def __init__(self, path):
                self.file = open(path, "rb")

            def read(self, place):
                self.file.seek(place)
                return self.file.read(8)

        RECORDS = Records("records")

        def begin():
            global RECORDS
            RECORDS = Records("records")

        def first(number):
            return RECORDS.read(number)[0]

        if __name__ == "__main__":
            with get_context("fork").Pool(initializer=begin) as pool:
                pool.map(first, range(9))
        """,
    ),
    "objects that open the file in each worker": (
        "MP504",
        """
        from multiprocessing import get_context

        class Records:
            def __init__(self, path):
                self.file = open(path, "rb")

            def read(self, place):
                self.file.seek(place)
                return self.file.read(8)

        RECORDS = Records("records")

        def first(number):
            return Records("records").read(number)[0]

        if __name__ == "__main__":
            print(RECORDS.read(0))
            with get_context("fork").Pool() as pool:
                pool.map(first, range(9))
        """,
    ),
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
    "a decorator of what the parent runs asks": (
        "MP320",
        """
        from multiprocessing import Process

        def confirmed(action):
            def wrapper(host):
                if input("really? ") == "y":
                    action(host)
            return wrapper

        def deploy(host):
            print(host)

        @confirmed
        def start(host):
            Process(target=deploy, args=(host,)).start()

        if __name__ == "__main__":
            start("a")
        """,
    ),
}


@pytest.mark.parametrize(("code", "source"), SILENT.values(), ids=SILENT)
def test_its_look_alikes_are_not(check: Check, code: str, source: str) -> None:
    check(code, source)


#: Name -> (code, files; the lines that end with its comment are reported).
FILES: dict[str, tuple[str, dict[str, str]]] = {
    "an initializer that raises, passed through a factory": (
        "MP409",
        {
            "factory.py": (
                "from multiprocessing import Pool\n"
                "def make_pool(setup, *args):\n"
                "    return Pool(2, initializer=setup, initargs=args)\n"
            ),
            "tables.py": (
                "TABLE = {}\n"
                "def load(path):\n"
                "    check(path)\n"
                "    TABLE[0] = path\n"
                "def check(path):\n"
                "    if not path:\n"
                "        raise ValueError(path)  # MP409\n"
                "def first(item):\n"
                "    return TABLE[0]\n"
            ),
            "main.py": (
                "from factory import make_pool\n"
                "from tables import first, load\n"
                "def run(path, items):\n"
                "    with make_pool(load, path) as pool:\n"
                "        return pool.map(first, items)\n"
            ),
        },
    ),
    "an initializer that raises deep in other files": (
        "MP409",
        {
            "deep.py": "def parse(text):\n    if not text:\n        raise ValueError(text)\n    return text\n",
            "tables.py": "from deep import parse\nTABLE = []\ndef load(text):\n    TABLE.append(parse(text))\n",
            "main.py": (
                "from multiprocessing import Pool\n"
                "from tables import load\n"
                "def run(text, items):\n"
                "    with Pool(2, load, (text,)) as pool:\n"
                "        return pool.map(len, items)\n"
            ),
        },
    ),
    "a join at the end of another file's context manager": (
        "MP415",
        {
            "pools.py": (
                "from contextlib import contextmanager\n"
                "from multiprocessing import Pool\n"
                "@contextmanager\n"
                "def worker_pool(size, method=None):\n"
                "    pool = Pool(size)\n"
                "    try:\n"
                "        yield pool\n"
                "    except BaseException:\n"
                "        pool.terminate()\n"
                "        raise\n"
                "    pool.join()  # MP415\n"
            ),
            "runner.py": "def sweep(pool, items):\n    return pool.map(len, items)\n",
            "main.py": (
                "from pools import worker_pool\n"
                "from runner import sweep\n"
                "def run(items):\n"
                "    with worker_pool(2) as pool:\n"
                "        return sweep(pool, items)\n"
            ),
        },
    ),
    "such a context manager, whose pool a third file closes": (
        "MP415",
        {
            "pools.py": (
                "from contextlib import contextmanager\n"
                "from multiprocessing import Pool\n"
                "@contextmanager\n"
                "def worker_pool(size, method=None):\n"
                "    pool = Pool(size)\n"
                "    try:\n"
                "        yield pool\n"
                "    except BaseException:\n"
                "        pool.terminate()\n"
                "        raise\n"
                "    pool.join()\n"
            ),
            "runner.py": "def sweep(pool, items):\n    found = pool.map(len, items)\n    pool.close()\n    return found\n",
            "main.py": (
                "from pools import worker_pool\n"
                "from runner import sweep\n"
                "def run(items):\n"
                "    with worker_pool(2) as pool:\n"
                "        return sweep(pool, items)\n"
            ),
        },
    ),
    "a file that an object of another package keeps": (
        "MP504",
        {
            "tiles/base.py": (
                "class RecordFile:\n"
                "    def __init__(self, path):\n"
                "        self.file = open(path, 'rb')  # MP504\n"
                "    def record(self, index):\n"
                "        self.file.seek(index)\n"
                "        return self.file.read(8)\n"
            ),
            "tiles/archive.py": (
                "from .base import RecordFile\n"
                "class Archive(RecordFile):\n"
                "    def number(self, index):\n"
                "        return int(self.record(index))\n"
            ),
            "tiles/__init__.py": "from .archive import Archive\nARCHIVE = Archive('tiles.bin')\n",
            "main.py": (
                "from multiprocessing import Pool\n"
                "from tiles import ARCHIVE\n"
                "def check(number):\n"
                "    return ARCHIVE.number(number) == number\n"
                "def main():\n"
                "    with Pool(4) as pool:\n"
                "        return pool.map(check, range(9))\n"
            ),
        },
    ),
    "an object of another package that opens the file when it reads": (
        "MP504",
        {
            "tiles/base.py": (
                "class RecordFile:\n"
                "    def __init__(self, path):\n"
                "        self.path = path\n"
                "    def record(self, index):\n"
                "        with open(self.path, 'rb') as file:\n"
                "            file.seek(index)\n"
                "            return file.read(8)\n"
            ),
            "tiles/archive.py": (
                "from .base import RecordFile\n"
                "class Archive(RecordFile):\n"
                "    def number(self, index):\n"
                "        return int(self.record(index))\n"
            ),
            "tiles/__init__.py": "from .archive import Archive\nARCHIVE = Archive('tiles.bin')\n",
            "main.py": (
                "from multiprocessing import Pool\n"
                "from tiles import ARCHIVE\n"
                "def check(number):\n"
                "    return ARCHIVE.number(number) == number\n"
                "def main():\n"
                "    with Pool(4) as pool:\n"
                "        return pool.map(check, range(9))\n"
            ),
        },
    ),
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
    "a function of another file called as target": (
        "MP410",
        {
            "jobs.py": "def poll(box):\n    box.append(1)\nJOBS = {'poll': poll}\n",
            "main.py": (
                "from multiprocessing import Process\n"
                "from jobs import JOBS\n"
                "def start(kind, box):\n"
                "    Process(target=JOBS[kind](box)).start()  # MP410\n"
            ),
        },
    ),
    "a function of another file that gives the target": (
        "MP410",
        {
            "jobs.py": (
                "from functools import partial\n"
                "class Base:\n"
                "    def job(self):\n"
                "        raise NotImplementedError\n"
                "def poll(box):\n"
                "    return partial(print, box)\n"
                "JOBS = {'poll': poll}\n"
            ),
            "main.py": (
                "from multiprocessing import Process\n"
                "from jobs import Base, JOBS\n"
                "def start(kind, box, base: Base):\n"
                "    Process(target=JOBS[kind](box)).start()\n"
                "    Process(target=base.job()).start()\n"
            ),
        },
    ),
}


@pytest.mark.parametrize(("code", "files"), FILES.values(), ids=FILES)
def test_what_several_files_cause_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, files: dict[str, str]
) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    result = scan(Request((".",), Options(isolated=True), jobs=1), Installed())
    found = {(one.location.path, one.location.line) for one in result.findings if one.code == code}
    lines = [(name, *line) for name, text in files.items() for line in enumerate(text.split("\n"), 1)]
    assert found == {(name, number) for name, number, line in lines if line.endswith(f"# {code}")}
