"""MP603 on programs in many styles: names that a platform lacks, asked for with and without a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mpcheck.findings import Confidence, Finding
from snippets import check_files

REPORTED = {
    "where a module of any platform is missing": """
        import signal

        try:
            import msvcrt
            import readline
        except ImportError:
            signal.pause()  # MP603
    """,
    "where something else may have failed": """
        import signal

        try:
            import msvcrt
            key = msvcrt.getch()
        except Exception:
            signal.pause()  # MP603
    """,
    "attribute": "import os\nos.killpg(1, 15)  # MP603",
    "alias": "import signal as s\nprint(s.SIGKILL)  # MP603",
    "member of the enumeration": "import signal\nprint(signal.Signals.SIGKILL)  # MP603",
    "imported": "from os import setsid  # MP603",
    "in a method": """
        import os
        import signal

        class Child:
            def stop(self):
                os.kill(self.pid, signal.SIGKILL)  # MP603
    """,
    "default of a parameter": "import signal\n\ndef stop(pid, number=signal.SIGKILL):  # MP603\n    pass",
    "processors": "import os\nprint(len(os.sched_getaffinity(0)))  # MP603",
    "another error is taken": """
        import os

        def stop(pid):
            try:
                os.killpg(pid, 15)  # MP603
            except ProcessLookupError:
                pass
    """,
    "tested too late": """
        import os
        import sys

        root = os.geteuid() == 0  # MP603
        if sys.platform == "win32":
            raise SystemExit("not here")
    """,
    "a check that comes too late, or may not come at all": """
        import os
        import sys

        def require_posix():
            if sys.platform == "win32":
                raise OSError("not here")

        def group(pid):
            found = os.getpgid(pid)  # MP603
            require_posix()
            return found

        def end(pid, careful):
            if careful:
                require_posix()
            os.killpg(pid, 15)  # MP603

        def try_to_end(pid):
            try:
                require_posix()
            except OSError:
                pass
            os.killpg(pid, 15)  # MP603
    """,
    "a check that raises anywhere, or by what is not known": """
        import os

        class Child:
            def check(self):
                raise NotImplementedError

            def stop(self):
                self.check()
                os.killpg(self.pid, 15)  # MP603

        def check(name):
            if not name:
                raise ValueError(name)

        def stop(name):
            check(name)
            os.killpg(int(name), 15)  # MP603
    """,
    "a check that a subclass leaves out": """
        import os
        import sys

        class Child:
            def check(self):
                if sys.platform == "win32":
                    raise OSError("not here")

            def stop(self):
                self.check()
                os.killpg(self.pid, 15)  # MP603

        class Careless(Child):
            def check(self):
                pass
    """,
    "a module that no platform lacks": """
        import os

        try:
            import psutil
        except ImportError:
            psutil = None

        def stop(pid):
            if psutil is not None:
                os.killpg(pid, 15)  # MP603
    """,
    "a function that no platform lacks, or that something else stands for": """
        import os

        class Store:
            try:
                link = staticmethod(os.link)
            except AttributeError:
                link = None
            try:
                chown = staticmethod(os.chown)
            except AttributeError:
                chown = print

            def give_back(self):
                if self.link is not None:
                    print(os.geteuid())  # MP603
                if self.chown is not None:
                    os.killpg(0, 15)  # MP603
    """,
    "a handler that is set where something else has failed": """
        import os
        import signal

        def stop(number, frame):
            os.killpg(0, 15)  # MP603

        def listen(pid):
            try:
                os.kill(pid, 0)
            except AttributeError:
                pass
            else:
                signal.signal(signal.SIGTERM, stop)
    """,
    "a method that is handed on anywhere": """
        import atexit
        import os

        class Group:
            def _stop(self):
                os.killpg(0, 15)  # MP603

            def start(self):
                if os.name == "posix":
                    print("a group")
                atexit.register(self._stop)
    """,
    "another function raises on another platform, or for something else": """
        import os
        import sys

        def look(pid):
            if sys.platform == "linux":
                raise OSError("not supported on Linux")

        def check(name):
            if not name:
                raise ValueError("no platform")

        def stop(pid):
            os.killpg(pid, 15)  # MP603
    """,
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_reported(check: Callable[[str, str], list[Finding]], source: str) -> None:
    for finding in check("MP603", source):
        assert "windows" in {target.platform for target in finding.breaks_when}
        assert finding.confidence is Confidence.MEDIUM


def test_what_only_linux_has_is_missing_on_macos(check: Callable[[str, str], list[Finding]]) -> None:
    (finding,) = check("MP603", "import os\nprint(os.sched_getaffinity(0))  # MP603")
    assert {target.platform for target in finding.breaks_when} == {"windows", "macos"}


DOUBTFUL = {
    "starts a program of Linux": """
        import os
        import subprocess

        def trace(pid):
            subprocess.Popen(["strace", "-p", str(pid)], preexec_fn=None)
            os.killpg(pid, 15)  # MP603
    """,
    "test that is not understood": """
        import os

        def stop(pid, posix):
            if posix:
                os.killpg(pid, 15)  # MP603
    """,
    "the name is tested elsewhere": """
        import signal

        def watch(handler):
            try:
                old = signal.signal(signal.SIGALRM, handler)
            except AttributeError:
                return
            if old:
                signal.signal(signal.SIGALRM, old)  # MP603
    """,
    "another one of the family is tested elsewhere": """
        import os

        def user():
            return os.geteuid() if hasattr(os, "setreuid") else None

        def become(user, group):
            if user is None:
                return
            if hasattr(os, "setresgid"):
                os.setresgid(group, group, group)
            else:
                os.setregid(group, group)  # MP603
    """,
    "named for the platform": "import os\n\ndef stop_posix(pid):\n    os.killpg(pid, 15)  # MP603",
    "a test": "import pytest\nimport signal\n\ndef test_it(child):\n    child.send_signal(signal.SIGHUP)  # MP603",
    "a test case": """
        import os
        import signal
        from helpers import Case

        class ServerTest(Case):
            def test_stop(self):
                os.kill(self.pid, signal.SIGKILL)  # MP603
    """,
    "a decorator of its own": """
        import signal
        from helpers import skip_on_windows

        @skip_on_windows
        def reload(process):
            process.send_signal(signal.SIGHUP)  # MP603
    """,
    "reads what Linux has": """
        import os

        def bind(node):
            with open(f"/sys/devices/system/node/node{node}/cpulist") as file:
                cores = file.read()
            os.sched_setaffinity(0, map(int, cores.split(",")))  # MP603
    """,
    "needs fork anyway": """
        import multiprocessing
        import signal

        class Environment:
            def __init__(self):
                try:
                    self.mp = multiprocessing.get_context("fork")
                except ValueError:
                    raise RuntimeError("use threads") from None

            def limit(self, seconds):
                signal.alarm(seconds)  # MP603
    """,
    "runs a terminal": """
        import signal

        class Connection:
            def __init__(self, command):
                import ptyprocess
                self.process = ptyprocess.PtyProcess.spawn(command)

            def close(self):
                self.process.kill(signal.SIGKILL)  # MP603
    """,
    "a flag for others": "import os, signal\nPARALLEL = os.name == 'posix'\n\ndef f():\n    signal.alarm(3)  # MP603",
    "a sibling that refuses": """
        import os

        def check_requirements():
            if os.name == "nt":
                raise RuntimeError("does not support Windows")

        def stop(pid):
            os.killpg(pid, 15)  # MP603
    """,
    "forks": "import os\nif os.fork() == 0:  # MP603\n    os.setsid()  # MP603",
}


@pytest.mark.parametrize("source", DOUBTFUL.values(), ids=DOUBTFUL)
def test_meant_for_other_platforms(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert {finding.confidence for finding in check("MP603", source)} == {Confidence.LOW}


SILENT = {
    "definition under a test of a text": """
        import os
        import sys

        ON_WINDOWS = "win32" in str(sys.platform).lower()
        if not ON_WINDOWS:
            def stop(pid):
                os.killpg(pid, 15)
    """,
    "a flag that an import has set": """
        import signal

        try:
            import termios
            CAN_RESIZE = True
        except ImportError:
            CAN_RESIZE = False

        class Bar:
            def __init__(self, file):
                self.resizes = CAN_RESIZE and file.isatty()
                if self.resizes:
                    signal.signal(signal.SIGWINCH, print)
    """,
    "where Windows' own module is missing": """
        import signal

        try:
            import msvcrt

            def wait():
                msvcrt.getch()
        except Exception:
            def wait():
                signal.pause()
    """,
    "hasattr": "import os\nif hasattr(os, 'killpg'):\n    os.killpg(1, 15)",
    "getattr as a test": "import os\nif getattr(os, 'geteuid', None):\n    print(os.geteuid())",
    "caught": "import os\ntry:\n    os.geteuid()\nexcept AttributeError:\n    pass",
    "flag of a module": "import os\nWINDOWS = os.name == 'nt'\nprint(0 if WINDOWS else os.getuid())",
    "flag of an object": """
        import os

        class Child:
            windows = os.name == "nt"

            def stop(self):
                if self.windows:
                    return
                os.killpg(self.pid, 15)
    """,
    "returns early": """
        import os
        import sys

        def stop(pid):
            if sys.platform.startswith("win"):
                return os.kill(pid, 15)
            os.killpg(os.getpgid(pid), 15)
    """,
    "imports what Windows lacks": "import os\nimport fcntl\nprint(os.getuid())",
    "everywhere": "import os, signal\nprint(os.kill, os.getpid(), signal.SIGTERM, os.waitpid)",
    "something else": "import mine as os\nos.fork()",
    "run before exec": """
        import asyncio
        import os

        async def run(windows):
            def prepare():
                os.setsid()

            await asyncio.create_subprocess_exec("x", preexec_fn=None if windows else prepare)
    """,
    "a check is called first": """
        import os
        import sys

        def require(name):
            if sys.platform.startswith("linux"):
                return
            raise OSError(f"{name} is for Linux")

        def check():
            require("affinity")

        class Child:
            def check(self):
                if os.name == "nt":
                    sys.exit("not here")

            def stop(self):
                self.check()
                try:
                    os.killpg(self.pid, 15)
                finally:
                    self.pid = None

        def bind(cpus):
            check()
            if cpus:
                os.sched_setaffinity(0, cpus)
    """,
    "a check in a context manager": """
        import os
        import sys
        from contextlib import contextmanager

        @contextmanager
        def group():
            if sys.platform == "win32":
                raise OSError("not here")
            yield os.getpgrp()

        def stop(pid):
            os.killpg(pid, 15)

        with group() as leader:
            stop(leader)
    """,
    "a module that Windows lacks": """
        import os

        try:
            import resource
        except ImportError:
            resource = None

        def stop(pid):
            os.killpg(pid, 15)

        def end(pid):
            if resource and pid:
                os.killpg(pid, 15)

        def run(pid):
            if resource is not None:
                stop(pid)
    """,
    "a function that Windows lacks": """
        import os

        class Store:
            try:
                _chown = staticmethod(os.chown)
            except AttributeError:
                _chown = None

            def give_back(self):
                if self._chown is not None and os.geteuid() == 0:
                    self._chown("file", 0, 0)
                return os.getegid() if self._chown else 0
    """,
    "a handler that is set where a function has been found": """
        import os
        import signal

        def stop(number, frame):
            os.killpg(os.getpgrp(), signal.SIGKILL)

        def listen():
            try:
                leader = os.getpgid(0)
            except AttributeError:
                pass
            else:
                if leader == os.getpid():
                    signal.signal(signal.SIGTERM, stop)
    """,
    "a method that is handed on under a test": """
        import os
        import signal
        import subprocess

        class Interface:
            def _restore(self):
                signal.signal(signal.SIGPIPE, signal.SIG_DFL)

            def start(self, command, **options):
                if os.name == "posix":
                    options["preexec_fn"] = self._restore
                return subprocess.Popen(command, **options)

        Interface().start("ls")
    """,
    "value of preexec_fn": "import os, subprocess\nsubprocess.Popen(['x'], preexec_fn=os.setsid)",
}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP603", source) == []


def test_what_lacks_one_of_a_family_lacks_all(check: Callable[[str, str], list[Finding]]) -> None:
    first, other = check(
        "MP603",
        """
        import os
        import signal

        def limited(work, seconds):
            signal.signal(signal.SIGALRM, print)  # MP603
            signal.setitimer(signal.ITIMER_REAL, seconds)
            work()
            signal.alarm(0)
            os.killpg(0, signal.SIGTERM)  # MP603
        """,
    )
    assert [one.message for one in first.related] == [
        f"`signal.{name}` is missing as well" for name in ("setitimer", "ITIMER_REAL", "alarm")
    ]
    assert not other.related


def test_what_one_statement_lacks_is_told_once(check: Callable[[str, str], list[Finding]]) -> None:
    (finding,) = check(
        "MP603",
        """
        import os
        import signal

        def end(pid):
            os.killpg(os.getpgid(pid), signal.SIGKILL)  # MP603

        def may_end():
            return hasattr(os, "killpg") and os.killpg is not None
        """,
    )
    assert finding.confidence is Confidence.MEDIUM
    also = [one.message for one in finding.related]
    assert also == ["`os.getpgid` is missing as well", "`signal.SIGKILL` is missing as well"]


def test_a_block_is_left_only_where_it_could_be_entered(check: Callable[[str, str], list[Finding]]) -> None:
    first, _ = check(
        "MP603",
        """
        import os
        import signal

        class Limit:
            def __enter__(self):
                signal.alarm(3)  # MP603

            def __exit__(self, *error):
                signal.alarm(0)

        class Group:
            def __enter__(self):
                return self

            def __exit__(self, *error):
                os.killpg(0, signal.SIGTERM)  # MP603
        """,
    )
    assert [one.message for one in first.related] == ["`signal.alarm` is missing as well"]


SCRIPTS = {
    "sets a timer": """
        import signal

        def handler(*given):
            signal.setitimer(signal.ITIMER_REAL, 1)

        signal.signal(signal.SIGALRM, handler)  # MP603
        signal.setitimer(signal.ITIMER_REAL, 1)
        signal.pause()
    """,
    "is for root": """
        import os
        import subprocess

        if os.getuid() != 0:  # MP603
            subprocess.run(["sudo", "./install"])
        os.setgid(1)
    """,
}


@pytest.mark.parametrize("source", SCRIPTS.values(), ids=SCRIPTS)
def test_a_script_that_does_all_its_work_with_posix_is_named_once(
    check: Callable[[str, str], list[Finding]], source: str
) -> None:
    (finding,) = check("MP603", source)
    assert finding.confidence is Confidence.LOW


@pytest.mark.parametrize(("name", "is_told"), [("contrib/stacks.py", False), ("stacks/legacy.py", True)])
def test_what_maintainers_keep_for_themselves(tmp_path: Path, name: str, is_told: bool) -> None:
    source = "import os\n\ndef stop(pid):\n    os.killpg(pid, 15)\n"
    for level, told in (("default", is_told), ("pedantic", True)):
        marked = source.replace("15)", "15)  # MP603") if told else source
        check_files(tmp_path, {name: marked}, "MP603", level=level)
