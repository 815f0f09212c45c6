"""MP501: what `preexec_fn` of subprocess does in the forked child."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files

REPORTED = {
    "a method with a lock of its object": """
        import subprocess
        import threading

        class Log:
            def __init__(self):
                self.guard = threading.Lock()

            def note(self, text):
                with self.guard:
                    print(text)

        class Runner:
            def __init__(self):
                self.log = Log()

            def settle(self):
                self.log.note("up")

            def run(self, command):
                return subprocess.run(command, preexec_fn=self.settle)  # MP501
        """,
    "a lambda, and an option that is added": """
        from subprocess import Popen
        from threading import RLock

        lock = RLock()
        rows = []

        def start(command):
            options = {"stdin": None}
            options["preexec_fn"] = lambda: note(command)
            return Popen(command, **options)  # MP501

        def note(command):
            lock.acquire()
            rows.append(command)
            lock.release()
        """,
    "a partial that a helper is given": """
        import functools
        import subprocess
        import threading

        changed = threading.Condition()

        def tell(name):
            with changed:
                changed.notify_all()

        def check(command, **options):
            subprocess.check_call(command, **options)  # MP501

        def main(names):
            for name in names:
                check(["true"], preexec_fn=functools.partial(tell, name))
        """,
}

SILENT = {
    "calls of the system, and nothing": """
        import os
        import subprocess
        import threading

        lock = threading.Lock()

        def limit():
            os.nice(5)
            os.umask(0o77)

        def run(command):
            with lock:
                subprocess.run(command, preexec_fn=os.setsid)
                subprocess.run(command, preexec_fn=limit)
                subprocess.run(command, preexec_fn=None)
        """,
    "a lock of the child, or one that it does not wait for": """
        import subprocess
        import threading

        lock = threading.Lock()

        class Table:
            def __init__(self):
                self.guard = threading.Lock()

            def add(self, row):
                with self.guard:
                    print(row)

        def fill():
            Table().add("row")
            if lock.acquire(timeout=1):
                lock.release()
            if lock.acquire(False):
                lock.release()

        subprocess.Popen(["true"], preexec_fn=fill)
        """,
    "what the parent calls": """
        import subprocess
        import threading

        lock = threading.Lock()

        def prepare():
            with lock:
                return None

        def given(prepare_child):
            return subprocess.call(["true"], preexec_fn=prepare_child)

        subprocess.call(["true"], preexec_fn=prepare())
        """,
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_reported(check: Check, source: str) -> None:
    (finding,) = check("MP501", source)
    assert {target.platform for target in finding.breaks_when} == {"linux", "macos"}
    assert {target.start_method for target in finding.breaks_when} == {"fork", "spawn", "forkserver"}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Check, source: str) -> None:
    assert check("MP501", source) == []


_FARM = {
    "farm/__init__.py": "",
    "farm/launch.py": """
        import subprocess

        class Launcher:
            def __init__(self, page):
                self.page = page

            def launch(self, command):
                return subprocess.Popen(command, preexec_fn=self.begin){}

            def begin(self):
                self.page.note("begun")
        """,
    "farm/pages.py": """
        import threading

        class Page:
            def __init__(self):
                self.guard = threading.Lock()

            def note(self, text):
                with self.guard:
                    print(text)

        class Silent:
            def note(self, text):
                pass
        """,
    "program.py": """
        from farm.launch import Launcher
        from farm.pages import Page, Silent

        if __name__ == "__main__":
            Launcher({}()).launch(["true"]).wait()
        """,
}


@pytest.mark.parametrize(("page", "mark"), [("Page", "  # MP501"), ("Silent", "")])
def test_an_object_of_another_file(tmp_path: Path, page: str, mark: str) -> None:
    values = {"farm/launch.py": mark, "program.py": page}
    check_files(tmp_path, {name: text.format(values.get(name, "")) for name, text in _FARM.items()}, "MP501")
