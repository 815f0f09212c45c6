"""MP427: what terminated processes leave undone, in other styles than those of the rule's programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files

WRONG = {
    "a process with a time limit": """
        import shutil
        import subprocess
        from multiprocessing import Process

        def convert(path, folder):
            try:
                subprocess.run(["convert", path])
                for number in range(100):
                    print(number)
            finally:
                shutil.rmtree(folder, ignore_errors=True)

        def main(path):
            worker = Process(target=convert, args=(path, "scratch"))
            worker.start()
            worker.join(60)
            if worker.exitcode is None:
                worker.terminate()  # MP427
    """,
    "processes in a dict, an effect in a method": """
        import multiprocessing as mp
        import os
        from time import sleep

        class Lockfile:
            def __init__(self, path):
                self.path = path

            def give_back(self):
                os.unlink(self.path)

        def watch(lockfile):
            try:
                while True:
                    sleep(1)
            finally:
                lockfile.give_back()

        class Watchers:
            def __init__(self):
                self.children = {}

            def add(self, name):
                child = mp.Process(target=watch, args=(Lockfile(name),), daemon=True)
                self.children[name] = child
                child.start()

            def end(self):
                for name, child in self.children.items():
                    print(name)
                    child.kill()  # MP427
    """,
    "a temporary folder": """
        import tempfile
        import time
        from functools import partial
        from multiprocessing import Process

        def build(name, seconds):
            with tempfile.TemporaryDirectory(prefix=name) as folder, open(f"{folder}/log", "w") as log:
                time.sleep(seconds)
                print("built", file=log)

        def main():
            worker = Process(target=partial(build, "wheel", seconds=60))
            worker.start()
            worker.join(timeout=5)
            worker.terminate()  # MP427
    """,
    "a file that is given its name at the end": """
        import os
        import time
        from multiprocessing import Process

        def record(path):
            with open(path + ".part", "a") as file:
                try:
                    while True:
                        print(time.time(), file=file)
                finally:
                    os.replace(path + ".part", path)

        def main(path):
            recorder = Process(target=record, args=(path,))
            recorder.start()
            time.sleep(10)
            recorder.terminate()  # MP427
    """,
    "a context manager of another function": """
        import contextlib
        import os
        import time
        from multiprocessing import Process

        @contextlib.contextmanager
        def claimed(claim):
            claim.take()
            try:
                yield
            finally:
                claim.give_back()

        class Claim:
            def __init__(self, path):
                self.path = path

            def take(self):
                open(self.path, "x").close()

            def give_back(self):
                os.unlink(self.path)

        def work(path):
            claim = Claim(path)
            with claimed(claim):
                for _ in range(600):
                    time.sleep(0.1)

        def main():
            worker = Process(target=work, args=("claim",))
            worker.start()
            time.sleep(1)
            worker.terminate()  # MP427
    """,
    "an object that is left, on a stack": """
        import time
        from contextlib import ExitStack
        from multiprocessing import Process

        class Report:
            def __init__(self, path):
                self.path = path

            def __enter__(self):
                self.started = time.time()

            def __exit__(self, *error):
                with open(self.path, "w") as file:
                    print(self.started, file=file)

        class Watch(Process):
            def run(self):
                with ExitStack() as stack:
                    stack.enter_context(Report("report"))
                    while True:
                        time.sleep(1)

        def main():
            watch = Watch()
            watch.start()
            time.sleep(9)
            watch.terminate()  # MP427
    """,
    "an object that another one keeps": """
        import shutil
        import tempfile
        import time
        from multiprocessing import Process

        class Scratch:
            def __enter__(self):
                self.path = tempfile.mkdtemp()

            def __exit__(self, *error):
                shutil.rmtree(self.path)

        class Session:
            def __init__(self):
                self.scratch = Scratch()

            def run(self):
                with self.scratch:
                    self.wait()

            def wait(self):
                while True:
                    time.sleep(1)

        def main():
            process = Process(target=Session().run)
            process.start()
            time.sleep(1)
            process.terminate()  # MP427
    """,
    "what a stack calls at its end": """
        import contextlib
        import os
        import time
        from multiprocessing import Process

        def work(path):
            with contextlib.ExitStack() as stack:
                stack.callback(os.remove, path)
                while True:
                    time.sleep(1)

        def main():
            worker = Process(target=work, args=("claim",))
            worker.start()
            time.sleep(1)
            worker.kill()  # MP427
    """,
}
WORK = """
        import os
        import signal
        import time
        from multiprocessing import Event, Process, Queue

        def work(path):
            try:
                while True:
                    time.sleep(1)
            finally:
                os.remove(path)
"""
RIGHT = {
    "a context manager that writes when it is entered": """
        import contextlib
        import time
        from multiprocessing import Process

        @contextlib.contextmanager
        def started(path):
            with open(path, "w") as file:
                print(time.time(), file=file)
            yield
            print("left")

        def work(path):
            with started(path):
                while True:
                    time.sleep(1)

        def main():
            worker = Process(target=work, args=("started",))
            worker.start()
            time.sleep(1)
            worker.terminate()
    """,
    "a context manager that is left soon": """
        import os
        import time
        from multiprocessing import Process

        class Claim:
            def __enter__(self):
                open("claim", "x").close()

            def __exit__(self, *error):
                os.remove("claim")

        def work():
            with Claim():
                print("mine")
            time.sleep(600)

        def main():
            worker = Process(target=work)
            worker.start()
            time.sleep(1)
            worker.terminate()
    """,
    "told to end before": WORK
    + """
        class Service:
            def __init__(self, path):
                self.leave = Event()
                self.process = Process(target=work, args=(path,))

            def stop(self):
                self.leave.set()
                self.process.join(5)
                if self.process.is_alive():
                    self.process.terminate()
    """,
    "a signal that Python makes an exception of": WORK
    + """
        def main(path):
            process = Process(target=work, args=(path,))
            process.start()
            os.kill(process.pid, signal.SIGINT)
            process.join(3)
            process.kill()
    """,
    "a handler": WORK
    + """
        def careful(path):
            signal.signal(signal.SIGTERM, lambda *_: exit(1))
            work(path)

        def main(path):
            process = Process(target=careful, args=(path,))
            process.start()
            process.terminate()
    """,
    "the parent cleans up": WORK
    + """
        from pathlib import Path

        def main(path):
            process = Process(target=work, args=(path,))
            process.start()
            process.terminate()
            process.join()
            Path(path).unlink(missing_ok=True)
    """,
    "ended already": WORK
    + """
        def main(path):
            process = Process(target=work, args=(path,))
            process.start()
            process.join()
            process.terminate()
    """,
    "a way out": WORK
    + """
        def main(path):
            process = Process(target=work, args=(path,))
            process.start()
            try:
                process.join()
            except KeyboardInterrupt:
                process.terminate()

        def other(path):
            process = Process(target=work, args=(path,))
            process.start()
            try:
                process.join()
            finally:
                process.terminate()
    """,
    "nothing that stays, a moment, another process": WORK
    + """
        from multiprocessing.shared_memory import SharedMemory

        def closing(path, results):
            connection = open(path)
            block = SharedMemory(create=True, size=8)
            try:
                while True:
                    results.put(1)
            finally:
                connection.close()
                block.unlink()
                print("closed")

        def short(path):
            try:
                print(path)
            finally:
                os.remove(path)
            while True:
                time.sleep(1)

        def main(path):
            for process in (Process(target=closing, args=(path, Queue())), Process(target=short, args=(path,))):
                process.start()
                process.terminate()
            waited_for = Process(target=work, args=(path,))
            waited_for.start()
            waited_for.join()
    """,
    "a server that ends in order": WORK
    + """
        import uvicorn

        def serve(path):
            try:
                for _ in range(3):
                    uvicorn.run("app:app")
            finally:
                os.remove(path)

        def main(path):
            process = Process(target=serve, args=(path,))
            process.start()
            time.sleep(60)
            process.terminate()
    """,
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(check: Check, name: str) -> None:
    assert check("MP427", WRONG[name])


@pytest.mark.parametrize("name", RIGHT)
def test_right(check: Check, name: str) -> None:
    assert check("MP427", RIGHT[name]) == []


ANNOUNCED = """
import os
import time
{setup}
def announce(path):
    open(path, "w").close()
    try:
        while True:
            time.sleep(1)
    finally:
        {ends}
"""
STARTED = """
from multiprocessing import Process
import announcing
def main(path):
    process = Process(target=announcing.announce, args=(path,))
    process.start()
    input("Enter ends it")
    process.terminate(){flaw}
"""


@pytest.mark.parametrize(
    ("setup", "ends", "flaw"),
    [
        ("", "os.remove(path)", "  # MP427"),
        ("", "os.close(3)", ""),
        ("import signal\ndef prepare(): signal.signal(signal.SIGTERM, print)\n", "os.remove(path); prepare()", ""),
    ],
)
def test_a_worker_of_another_file(tmp_path: Path, setup: str, ends: str, flaw: str) -> None:
    files = {"main.py": STARTED.format(flaw=flaw), "announcing.py": ANNOUNCED.format(setup=setup, ends=ends)}
    check_files(tmp_path, files, "MP427")


def test_a_helper_of_another_file_ends_processes(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            def end_all(processes):
                for process in processes:
                    process.terminate()  # MP427
        """,
        "work.py": """
            import tempfile
            import time

            def serve():
                with tempfile.TemporaryDirectory() as folder:
                    while True:
                        time.sleep(1)
        """,
        "program.py": """
            import time
            from multiprocessing import Process
            from lib import end_all
            from work import serve

            def main():
                processes = [Process(target=serve) for _ in range(2)]
                for process in processes:
                    process.start()
                time.sleep(3)
                end_all(processes)

            if __name__ == "__main__":
                main()
        """,
    }
    check_files(tmp_path, files, "MP427")
