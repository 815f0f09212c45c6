"""MP101 on programs that only look as if they started processes while they are imported."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mpcheck.findings import Finding

SILENT = {
    "a constructor that starts nothing for what it is not passed": """
        from multiprocessing import Pool

        class Workers:
            def __init__(self, app=None):
                self.pool = None
                if app is not None:
                    self.start(app)

            def start(self, app):
                self.pool = Pool(2)

        workers = Workers()

        def create(app):
            workers.start(app)
    """,
    "what the branch makes that the argument of the call takes": """
        from torch.utils.data import DataLoader

        def train(loader):
            for row in loader:
                print(row)

        def run(name):
            if name == "small":
                loader = DataLoader([1, 2], num_workers=0)
            elif name == "big":
                loader = DataLoader([1, 2], num_workers=4)
            train(loader)

        run("small")
    """,
    "a compiler of the standard library that works alone": """
        from compileall import compile_dir

        compile_dir("plugins", quiet=1)
        compile_dir("scripts", workers=1)
    """,
    "guard": """
        from multiprocessing import Pool

        def f(x):
            return x * x

        if __name__ == "__main__":
            with Pool(5) as p:
                print(p.map(f, [1, 2, 3]))
    """,
    "guard around the queue, too": """
        from multiprocessing import Process, Queue

        def fill(queue):
            queue.put(1)

        if __name__ == "__main__":
            queue = Queue()
            p = Process(target=fill, args=(queue,))
            p.start()
            print(queue.get())
            p.join()
    """,
    "main called behind the guard": """
        import sys
        from multiprocessing import Pool

        def main(argv=None):
            with Pool() as pool:
                pool.map(print, [1])
            return 0

        if __name__ == "__main__":
            sys.exit(main())
    """,
    "library": """
        import multiprocessing as mp

        def parallel_map(function, items):
            with mp.Pool() as pool:
                return pool.map(function, items)

        class Service:
            def __init__(self):
                self.process = mp.Process(target=print)

            def start(self):
                self.process.start()
    """,
    "only made": """
        import multiprocessing as mp
        from concurrent.futures import ProcessPoolExecutor
        process = mp.Process(target=print)
        executor = ProcessPoolExecutor()
        queue = mp.Queue()
        lock = mp.Lock()
    """,
    "executor that gets nothing": """
        from concurrent.futures import ProcessPoolExecutor
        with ProcessPoolExecutor() as executor:
            pass
    """,
    "listener": """
        from multiprocessing.connection import Listener
        with Listener(("localhost", 6000)) as listener:
            listener.accept()
    """,
    "server of a manager in this process": """
        from multiprocessing.managers import BaseManager

        class Jobs(BaseManager):
            pass

        Jobs(address=("", 50000)).get_server().serve_forever()
    """,
    "client of a manager": """
        from multiprocessing.managers import SyncManager
        manager = SyncManager(address=("", 50000))
        manager.connect()
    """,
    "threads": """
        from multiprocessing.dummy import Pool, Process
        from multiprocessing.pool import ThreadPool
        from threading import Thread
        Pool(4).map(print, [1])
        Process(target=print).start()
        ThreadPool().close()
        Thread(target=print).start()
    """,
    "fork by its own choice": """
        import multiprocessing as mp
        mp.get_context("fork").Process(target=print).start()
    """,
    "fork set": """
        import multiprocessing as mp
        mp.set_start_method("fork")
        mp.Process(target=print).start()
    """,
    "subprocess": "import subprocess\nimport multiprocessing\nsubprocess.Popen(['ls'])",
    "another class of that name": """
        import multiprocessing

        class Process:
            def start(self):
                pass

        Process().start()
    """,
    "for type checkers": """
        from typing import TYPE_CHECKING
        import multiprocessing as mp
        if TYPE_CHECKING:
            pool = mp.Pool()
    """,
    "registered for later": """
        import atexit
        import multiprocessing as mp
        import signal

        def on_hangup(signum, frame):
            mp.Process(target=print).start()

        signal.signal(signal.SIGHUP, on_hangup)
        atexit.register(on_hangup)
    """,
    "the process with the name of the parent's": """
        import multiprocessing as mp
        if mp.current_process().name == "MainProcess":
            mp.Process(target=print).start()
    """,
    "leaves early": """
        import multiprocessing as mp

        def main():
            if __name__ != "__main__":
                return
            mp.Process(target=print).start()

        main()
    """,
    "a method of its own class": """
        import multiprocessing as mp

        class Tests:
            def test_pool(self):
                with mp.Pool() as pool:
                    pool.map(print, [1])
    """,
    "class body in a function": """
        import multiprocessing as mp

        def make():
            class Holder:
                pool = mp.Pool()
            return Holder
    """,
    "lambda": "import multiprocessing as mp\nmake = lambda: mp.Pool()",
    "another member of an enumeration": """
        import enum
        from multiprocessing import Pool

        class Way(enum.Enum):
            HERE = "here"
            BESIDE = "beside"

        def squares(numbers, way):
            if way is Way.HERE:
                return [number * number for number in numbers]
            with Pool(2) as pool:
                return pool.map(abs, numbers)

        def cubes(numbers, way):
            if way in (Way.BESIDE,):
                with Pool(2) as pool:
                    return pool.map(abs, numbers)
            return [number ** 3 for number in numbers]

        print(squares([1, 2], Way.HERE), cubes([1, 2], Way.HERE))
    """,
    "a method of another member": """
        import enum
        from multiprocessing import Pool

        class Way(enum.Enum):
            HERE = False
            BESIDE = True

            def map(self, function, items):
                if self.value:
                    with Pool(2) as pool:
                        return pool.map(function, items)
                return [function(item) for item in items]

        print(Way.HERE.map(abs, [1, 2]))
    """,
}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_not_started_by_import(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP101", source) == []
