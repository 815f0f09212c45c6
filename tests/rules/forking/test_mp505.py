from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import Check, check_files

REPORTED = {
    "one of the signals over which a loop goes": """
        import signal
        import subprocess

        QUIET = (signal.SIGHUP, signal.SIGCHLD)

        def settle():
            for number in QUIET:
                signal.signal(number, signal.SIG_IGN)  # MP505

        def convert(path):
            settle()
            return subprocess.run(["convert", path]).returncode
        """,
    "a signal that is passed on": """
        import signal
        import subprocess

        def ignore(number):
            signal.signal(number, signal.SIG_IGN)  # MP505

        def convert(path):
            ignore(signal.SIGCHLD)
            return subprocess.call(["convert", path])
        """,
    "a handler that calls what waits": """
        from signal import SIGCHLD, signal
        import multiprocessing as mp
        import os

        def collect():
            return os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG)

        def on_child(number, frame):
            collect()

        def install():
            signal(SIGCHLD, on_child)  # MP505

        class Job(mp.Process):
            pass

        def main():
            install()
            job = Job(target=print)
            job.start()
            while job.is_alive():
                job.join(1)
        """,
    "commands whose failure is to raise": """
        import signal
        import subprocess

        class Server:
            def run(self):
                signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # MP505

            def compress(self, path):
                subprocess.run(["gzip", path], check=True)
        """,
}

REPORTED |= {
    "commands that are looked at in turn": """
        import os
        import signal
        import subprocess

        class Jobs:
            def __init__(self, commands):
                signal.signal(signal.SIGCHLD, lambda number, frame: os.waitpid(-1, os.WNOHANG))  # MP505
                self.started = [subprocess.Popen(command) for command in commands]

            def failed(self):
                return [job for job in self.started if job.poll() not in (None, 0)]
        """,
}

SILENT = {
    "other signals of a loop, and a default for all of them": """
        import signal
        import subprocess

        STATUS = {signal.SIGCHLD: "a child has ended"}

        def settle():
            for number in (signal.SIGHUP, signal.SIGPIPE):
                signal.signal(number, signal.SIG_IGN)
            for number in STATUS:
                signal.signal(number, signal.SIG_DFL)

        def convert(path):
            settle()
            return subprocess.run(["convert", path]).returncode
        """,
    "commands that are waited for at once": """
        import os
        import signal
        import subprocess

        def on_child(number, frame):
            os.waitpid(-1, os.WNOHANG)

        def main(command):
            signal.signal(signal.SIGCHLD, on_child)
            return subprocess.run(command).returncode + subprocess.Popen(command).wait()
        """,
    "a handler that only says that a command may be done": """
        import signal
        import subprocess
        import threading

        done = threading.Event()

        def main(command):
            signal.signal(signal.SIGCHLD, lambda number, frame: done.set())
            job = subprocess.Popen(command)
            while job.poll() is None:
                done.wait(1)
            return job.returncode
        """,
    "forks by hand alone": """
        import os, signal

        def reap(number, frame):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass

        signal.signal(signal.SIGCHLD, reap)
        if os.fork() == 0:
            os._exit(0)
        """,
    "only until the default comes back": """
        import signal, subprocess

        old = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        signal.signal(signal.SIGCHLD, old)
        subprocess.check_call(["true"])
        """,
    "in the child of a fork": """
        import os, signal, subprocess

        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_IGN)
            os._exit(0)
        subprocess.check_call(["true"])
        """,
    "another signal": """
        import signal, subprocess

        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
        subprocess.check_call(["true"])
        """,
    "one of its own children": """
        import os
        from multiprocessing import Process

        def run(pid):
            worker = Process(target=print)
            worker.start()
            os.waitpid(pid, 0)
            return worker.exitcode
        """,
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_what_reaps_any_child_is_reported(check: Check, source: str) -> None:
    (finding,) = check("MP505", source)
    assert finding.confidence is Confidence.MEDIUM
    assert {target.platform for target in finding.breaks_when} == {"linux", "macos"}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_what_takes_no_status_from_others_is_not(check: Check, source: str) -> None:
    check("MP505", source)


#: Ways to ignore the end of children for some time, and programs that do so.
_FOR_SOME_TIME = """
import contextlib
import os
import signal
import subprocess

class Quiet:
    def __enter__(self):
        self.before = signal.signal(signal.SIGCHLD, signal.SIG_IGN){mark}
        return self

    def __exit__(self, *error):
        signal.signal(signal.SIGCHLD, self.before)

@contextlib.contextmanager
def quiet():
    before = signal.getsignal(signal.SIGCHLD)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN){mark}
    yield
    signal.signal(signal.SIGCHLD, before)

def detach(function):
    signal.signal(signal.SIGCHLD, signal.SIG_IGN){mark}
    if os.fork() == 0:
        function()
        os._exit(0)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)

def build(target):
    subprocess.check_call(["make", target])

def main(targets):
    {}
"""


@pytest.mark.parametrize(
    "program",
    [
        "with Quiet(): build(targets[0])",
        "with quiet(): [build(one) for one in targets]",
        "with quiet(), open('log', 'a') as log: subprocess.check_call(targets, stdout=log)",
    ],
)
def test_the_end_of_children_is_ignored_meanwhile(check: Check, program: str) -> None:
    source = _FOR_SOME_TIME.format(program, mark="")
    before, name, rest = source.partition("class Quiet" if "Quiet()" in program else "def quiet")
    check("MP505", before + name + rest.replace("signal.SIG_IGN)", "signal.SIG_IGN)  # MP505", 1))


@pytest.mark.parametrize(
    "program",
    [
        "with Quiet(): print(targets)\n    build(targets[0])",
        "for one in targets:\n        detach(print)\n        build(one)",
        "build(targets[0])\n    with quiet(): detach(print)",
    ],
)
def test_the_end_of_children_was_ignored_before(check: Check, program: str) -> None:
    check("MP505", _FOR_SOME_TIME.format(program, mark=""))


def test_somebody_else_may_bring_the_default_back(check: Check) -> None:
    check(
        "MP505",
        """
        import signal, subprocess

        def quiet():
            signal.signal(signal.SIGCHLD, signal.SIG_IGN)

        def loud():
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)

        def main(command):
            quiet()
            if command[0] == "make":
                loud()
            subprocess.check_call(command)
        """,
    )


def test_a_status_that_nobody_asks_for_is_a_hint(check: Check) -> None:
    (finding,) = check(
        "MP505",
        """
        import signal
        from multiprocessing import Process

        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # MP505
        Process(target=print).start()
        """,
    )
    assert finding.confidence is Confidence.LOW


def test_workers_of_a_forkserver_are_children_of_the_server(check: Check) -> None:
    (finding,) = check(
        "MP505",
        """
        import signal
        from multiprocessing import Process

        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # MP505
        worker = Process(target=print)
        worker.start()
        print(worker.exitcode)
        """,
    )
    assert {target.start_method for target in finding.breaks_when} == {"fork", "spawn"}


_REAPER = """
    import os
    import signal

    def reap(number, frame):
        os.waitpid({whom}, os.WNOHANG)

    def install():
        signal.signal(signal.SIGCHLD, reap){mark}
    """
_STARTER = """
    from multiprocessing import Process
    import reaper

    def work():
        raise SystemExit(3)

    def main():
        reaper.install()
        process = Process(target=work)
        process.start()
        process.join()
        print(process.exitcode)

    if __name__ == "__main__":
        main()
    """


def test_another_file_takes_the_status(tmp_path: Path) -> None:
    for whom, mark in (("-1", "  # MP505"), ("1234", "")):
        files = {"reaper.py": _REAPER.format(whom=whom, mark=mark), "program.py": _STARTER}
        check_files(tmp_path / f"of{whom}", files, "MP505")


def test_importing_another_file_throws_the_status_away(tmp_path: Path) -> None:
    setting = "import signal\nsignal.signal(signal.SIGCHLD, signal.SIG_IGN)  # MP505"
    guarded = "import signal\nif __name__ == '__main__':\n    signal.signal(signal.SIGCHLD, signal.SIG_IGN)"
    program = """
        import setting
        from jobs import run

        if __name__ == "__main__":
            run(["make"])
        """
    jobs = """
        import subprocess
        from multiprocessing import Process

        def run(command):
            Process(target=print).start()
            subprocess.run(command, check=True)
        """
    check_files(tmp_path / "set", {"setting.py": setting, "jobs.py": jobs, "program.py": program}, "MP505")
    check_files(tmp_path / "guarded", {"setting.py": guarded, "jobs.py": jobs, "program.py": program}, "MP505")
