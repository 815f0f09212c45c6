from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import Check, check_files

REPORTED = {
    "a parent that kills another one": """
        import os
        import signal

        def to_background(other):
            pid = os.fork()  # MP502
            if pid > 0:
                os.kill(other, signal.SIGKILL)
    """,
    "a process id that nobody looks at but to wait": """
        import os

        def start(name):
            child = os.fork()  # MP502
            if child == 0:
                print(name)
            return child

        def main(names):
            started = []
            for name in names:
                started.append(start(name))
            start("last")
            for child in started:
                os.waitpid(child, 0)
        """,
    "a bare return, the process id in an attribute": """
        import os

        class Worker:
            def start(self):
                self.pid = os.fork()  # MP502
                if self.pid != 0:
                    return
                self.count = 1
        """,
    "code after both branches": """
        from os import fork, waitpid

        def run(path):
            child = fork()  # MP502
            if 0 == child:
                open(path).close()
            else:
                waitpid(child, 0)
            print("finished")
        """,
    "only one path of the child ends": """
        import os

        def run(quiet):
            if os.fork() == 0:  # MP502
                if quiet:
                    os._exit(0)
                print("loud")
            os.wait()
        """,
    "exit handlers are registered": """
        import atexit
        import os
        import sys

        atexit.register(print, "bye")

        def run():
            pid = os.fork()  # MP502
            if pid == 0:
                sys.exit(1)
            return os.waitpid(pid, 0)
        """,
    "SystemExit is raised, and a folder is removed at its end": """
        import os
        import tempfile

        def copy(path, text):
            child = os.fork()  # MP502
            if child > 0:
                return child
            try:
                path.write_text(text)
            except OSError:
                raise SystemExit(1)
            raise SystemExit

        def main(path):
            with tempfile.TemporaryDirectory() as folder:
                os.waitpid(copy(path, folder), 0)
        """,
    "a method hands on what a function hands on": """
        import os

        def split():
            pid = os.fork()
            return pid

        class Runner:
            def branch(self):
                return split()

            def run(self, path):
                pid = self.branch()  # MP502
                if not pid:
                    open(path).close()
                    return
                os.waitpid(pid, 0)
        """,
    "a function that prepares the child and tells it by 0": """
        import os

        def split():
            try:
                pid = os.fork()
            except OSError:
                return -1
            if pid == 0:
                os.setsid()
                return 0
            return pid

        def run(paths):
            for path in paths:
                if split() == 0:  # MP502
                    open(path).close()
                os.wait()
        """,
    "a child that tells what it is but removes a folder on its way": """
        import contextlib, os, shutil, tempfile

        @contextlib.contextmanager
        def scratch():
            folder = tempfile.mkdtemp()
            try:
                yield folder
            finally:
                shutil.rmtree(folder)

        def run():
            with scratch() as folder:
                if os.fork() == 0:  # MP502
                    return 1
                os.wait()
            return 0
        """,
    "a child that removes a file in a finally": """
        import os

        def run(path):
            try:
                child = os.fork()  # MP502
                if child == 0:
                    return None
                os.waitpid(child, 0)
            finally:
                os.unlink(path)
            return child
        """,
    "a job that is passed to the function that forks": """
        import os
        import sys
        import tempfile

        def background(job, *args):
            if pid := os.fork():  # MP502
                return pid
            job(*args)
            sys.exit(0)

        def pack(folder):
            print(folder)

        def main():
            with tempfile.TemporaryDirectory() as folder:
                os.waitpid(background(pack, folder), 0)
    """,
    "a context manager that ends the process only after an error": """
        import os
        from contextlib import contextmanager

        @contextmanager
        def careful():
            try:
                yield
            except Exception:
                os._exit(1)

        def start(path):
            pid = os.fork()  # MP502
            if pid == 0:
                with careful():
                    open(path).close()
                return
            os.waitpid(pid, 0)
    """,
}

SILENT = {
    "a parent that kills itself": """
        import os
        import signal

        def to_background():
            pid = os.fork()
            if pid > 0:
                os.kill(os.getpid(), signal.SIGKILL)
    """,
    "a process id that the caller looks at, or hands on": """
        import os

        def start(name):
            child = os.fork()
            if child == 0:
                print(name)
            return child

        def again(name):
            child = os.fork()
            if not child:
                print(name)
            return child

        def run(name):
            child = start(name)
            if child == 0:
                os._exit(0)
            os.waitpid(child, 0)

        def hand_on(name):
            return again(name)
        """,
    "the caller ends what a function hands on": """
        import os

        def split():
            return os.fork()

        def run(path):
            if split() == 0:
                try:
                    open(path).close()
                finally:
                    os._exit(0)
            os.wait()

        def daemonize():
            if split() > 0:
                os._exit(0)
            os.setsid()
        """,
    "only the process that made the folder removes it": """
        import contextlib, os, shutil, tempfile

        @contextlib.contextmanager
        def scratch():
            folder, owner = tempfile.mkdtemp(), os.getpid()
            try:
                yield folder
            finally:
                if os.getpid() == owner:
                    shutil.rmtree(folder)

        def run():
            with scratch() as folder:
                if os.fork() == 0:
                    return 1
                os.wait()
            return 0
        """,
    "a block that removes nothing, and one after the fork": """
        import os, tempfile, threading

        lock = threading.Lock()

        def run():
            with lock:
                child = os.fork()
                if child == 0:
                    return None
            with tempfile.TemporaryDirectory() as folder:
                os.waitpid(child, 0)
            return child
        """,
    "a function that exits": """
        import os
        import sys

        def end(message=None, status=0):
            if message:
                print(message)
            sys.exit(status)

        def daemonize():
            try:
                pid = os.fork()
                if pid > 0:
                    end()
            except OSError as error:
                end(str(error), 1)
            os.setsid()
        """,
    "the fork is all that a process does": """
        import multiprocessing
        import os
        import time

        def work():
            pid = os.fork()
            if pid == 0:
                return
            time.sleep(0.1)

        def run(target):
            process = multiprocessing.Process(target=target)
            process.start()
            process.join()

        def test():
            process = multiprocessing.Process(target=run, args=(work,))
            process.start()
        """,
    "a function that never returns": """
        import os

        class Server:
            def serve(self):
                try:
                    print("serving")
                finally:
                    os._exit(0)

            def start(self):
                pid = os.fork()
                if pid == 0:
                    self.serve()
                self.pid = pid
        """,
    "an endless loop": """
        import os, time

        def start():
            pid = os.fork()
            if not pid:
                while True:
                    time.sleep(1)
            return pid
        """,
    "the parent ends": """
        import os, sys

        def daemonize():
            try:
                pid = os.fork()
                if pid > 0:
                    sys.exit(0)
            except OSError:
                sys.exit(1)
            os.setsid()
        """,
    "errors of the fork itself are taken": """
        import os

        def start():
            try:
                pid = os.fork()
                if pid == 0:
                    os.execv("/bin/true", ["true"])
            except OSError:
                pid = None
            return pid
        """,
    "the caller tests the result": """
        import os

        def fork():
            return os.fork()

        def start():
            pid = os.fork()
            if pid == 0:
                os.setsid()
            return pid
        """,
    "context managers that end the process however the block is left": """
        import os
        import sys
        from contextlib import contextmanager

        @contextmanager
        def only_here():
            try:
                yield
            finally:
                os._exit(0)

        class Child:
            def __enter__(self):
                return self

            def __exit__(self, kind, error, trace):
                sys.stdout.flush()
                os._exit(0 if kind is None else 1)

        def start(job):
            if pid := os.fork():
                return pid
            with only_here():
                if job is None:
                    return
                job()

        def other(job):
            pid = os.fork()
            if pid == 0:
                with Child() as child:
                    job(child)
                    sys.exit("done")
            os.waitpid(pid, 0)

        def main():
            start(print)
            other(print)
    """,
    "a child that ends whatever is raised, or only fails by an error": """
        import atexit
        import os

        atexit.register(print, "bye")

        def ended(job):
            if os.fork() == 0:
                try:
                    raise SystemExit(job())
                finally:
                    os._exit(0)
            os.wait()

        def checked(job):
            if os.fork() == 0:
                if job is None:
                    raise ValueError("no job")
                os.execvp(job, [job])
            os.wait()
    """,
    "a job that is passed to the function that forks and leaves by os._exit()": """
        import os
        import tempfile

        def background(job):
            if pid := os.fork():
                return pid
            job()

        def work():
            print("working", flush=True)
            os._exit(0)

        def main():
            with tempfile.TemporaryDirectory():
                os.waitpid(background(work), 0)
    """,
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_children_that_run_on_are_reported(check: Check, source: str) -> None:
    (finding,) = check("MP502", source)
    assert finding.confidence is Confidence.MEDIUM
    assert {target.platform for target in finding.breaks_when} == {"linux", "macos"}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_children_that_end_or_are_told_apart_are_not(check: Check, source: str) -> None:
    check("MP502", source)


@pytest.mark.parametrize("work", ["job()", "sys.exit(0)", "raise SystemExit(0)"])
def test_what_may_end_the_child_or_does_no_visible_harm_is_a_hint(check: Check, work: str) -> None:
    (finding,) = check(
        "MP502",
        f"""
        import os, sys

        def run(job):
            if os.fork() == 0:  # MP502
                {work}
            os.wait()
        """,
    )
    assert finding.confidence is Confidence.LOW


@pytest.mark.parametrize(("last", "confidence"), [("os._exit(0)", Confidence.LOW), ("print()", Confidence.MEDIUM)])
def test_a_child_that_exits_only_where_it_fails_is_a_hint(check: Check, last: str, confidence: Confidence) -> None:
    (finding,) = check(
        "MP502",
        f"""
        import atexit, os, sys
        from settings import load

        def work():
            load()
            try:
                print("working")
            finally:
                {last}

        def start():
            if os.fork():  # MP502
                return
            try:
                work()
            finally:
                sys.exit()

        atexit.register(print, "bye")
        """,
    )
    assert finding.confidence is confidence


def test_functions_that_call_each_other_many_times_are_followed_once(check: Check) -> None:
    """Each calls the next one twice: followed anew from each call, 60 of them would take for ever."""
    chain = "".join(f"def step{n}():\n    step{n + 1}()\n    step{n + 1}()\n\n" for n in range(60))
    check(
        "MP502",
        f"import os\n\n{chain}def step60():\n    os._exit(0)\n\ndef run():\n    if os.fork() == 0:\n        step0()\n    work()\n",
    )


@pytest.mark.parametrize("written", ["    return os.fork()", "    pid = os.fork()\n    return pid"])
def test_a_function_of_another_file_hands_on_what_the_fork_gives(tmp_path: Path, written: str) -> None:
    files = {
        "running.py": f"import os\n\n\ndef fork_child():\n{written}\n",
        "program.py": """
            import os

            import running

            def main(paths):
                for path in paths:
                    child = running.fork_child()  # MP502
                    if child == 0:
                        open(path).close()
                        break
                    os.waitpid(child, 0)

            if __name__ == "__main__":
                main(["a", "b"])
            """,
    }
    (finding,) = check_files(tmp_path, files, "MP502")
    assert [Path(one.location.path).name for one in finding.related] == ["program.py", "running.py"]


SERVED = """
import os
import threading
from http.server import HTTPServer, SimpleHTTPRequestHandler


class Server(HTTPServer):
    pass


def serve():
    server = Server(("localhost", 8000), SimpleHTTPRequestHandler)
    pid = os.fork(){0}
    if pid == 0:
        {1}
        server.{2}()
    else:
        print("serving in", pid)
"""


def test_a_server_does_not_return(check: Check) -> None:
    check("MP502", SERVED.format("", "print('here')", "serve_forever"))
    check("MP502", SERVED.format("  # MP502", "print('here')", "handle_request"))
    check("MP502", SERVED.format("  # MP502", "threading.Timer(60, server.shutdown).start()", "serve_forever"))


def test_the_parent_leaves_by_what_it_is_told(check: Check) -> None:
    (finding,) = check(
        "MP502",
        """
        import os
        import sys

        def detach(leave):
            if os.fork() > 0:  # MP502
                leave()
            os.setsid()

        def daemonize(leave=sys.exit):
            detach(leave=leave)
        """,
    )
    assert finding.confidence is Confidence.LOW


TOLD_AGAIN = """
import os
import sys

def start(lock, run):
    is_child = False
    try:
        pid = os.fork(){found}
        if pid == 0:
            is_child = True
            lock.close()
    finally:
        if not is_child:
            lock.release()
{later}
    os.setsid()
    run()
"""
ENDS_LATER = {
    "by the same test the other way round": "if pid > 0:\n        print('started')\n        sys.exit(0)",
    "by its truth": "if pid:\n        os._exit(0)",
}
GOES_ON = {
    "under another test": "if lock.held:\n        sys.exit(0)",
    "only sometimes": "if pid > 0 and lock.held:\n        sys.exit(0)",
    "it does not end": "if pid > 0:\n        print('started')",
    "the child ends so": "if pid == 0:\n        sys.exit(0)",
    "of another fork": "pid = lock.count\n    if pid > 0:\n        sys.exit(0)",
    "unless it leaves before": "if lock.held:\n        return\n    if pid > 0:\n        sys.exit(0)",
}


@pytest.mark.parametrize("later", ENDS_LATER.values(), ids=ENDS_LATER)
def test_the_parent_ends_by_a_later_test(check: Check, later: str) -> None:
    check("MP502", TOLD_AGAIN.format(found="", later=f"    {later}"))


@pytest.mark.parametrize("later", GOES_ON.values(), ids=GOES_ON)
def test_the_parent_does_not_end_by_a_later_test(check: Check, later: str) -> None:
    check("MP502", TOLD_AGAIN.format(found="  # MP502", later=f"    {later}"))


FLAGGED = """
    import os

    def main(jobs):
        children = []
        is_child = False
        for job in jobs:
            pid = os.fork()  # MP502
            if pid == 0:
                is_child = {value}
                print(job)
                break
            children.append(pid)
        if {test}:
            for child in children:
                os.waitpid(child, 0)
            print("all done")
"""


@pytest.mark.parametrize(
    ("value", "test", "confidence"),
    [
        ("True", "not is_child", Confidence.LOW),
        ("True", "children and not is_child", Confidence.LOW),
        ("True", "children", Confidence.MEDIUM),
        ("os.getpid()", "not children", Confidence.MEDIUM),
    ],
)
def test_a_child_that_notes_what_it_is(check: Check, value: str, test: str, confidence: Confidence) -> None:
    (finding,) = check("MP502", FLAGGED.format(value=value, test=test))
    assert finding.confidence is confidence
