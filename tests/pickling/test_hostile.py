"""Modules and objects that misbehave: each gets a clear answer, and nothing is left of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mpcheck.containment.family import adopted_orphans
from mpcheck.pickling.report import PicklingReport
from mpcheck.pickling.target import parse_target
from mpcheck.pickling.trial import Limits, try_object

ROUNDABOUT = """
class Reduced:
    def __init__(self, answer):
        self.answer = answer
    def __reduce__(self):
        return self.answer()
"""


def attempt(tmp_path: Path, program: str, seconds: float = 20, memory: int = 1 << 28) -> PicklingReport:
    path = tmp_path / "job.py"
    path.write_text(program, encoding="utf-8")
    with adopted_orphans():
        return try_object(parse_target(f"{path}:obj"), limits=Limits(seconds, memory), methods=["spawn"])


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("1 / 0", "importing it raises ZeroDivisionError: division by zero (line 1)"),
        ("obj = (", "SyntaxError"),
        ("import nowhere_at_all", "No module named 'nowhere_at_all'"),
        ("import sys; sys.exit(3)", "importing it ends the program: sys.exit(3)"),
        ("import os; os._exit(0)", "importing it ended the process with exit code 0"),
        ("import os; os._exit(7)", "importing it ended the process with exit code 7"),
        ("import ctypes; ctypes.string_at(0)", "importing it ended the process by SIGSEGV"),
        ("import os; os.killpg(0, 9)", "by SIGKILL"),
        ("import os; os.killpg(os.getpgid(os.getppid()), 9)", "by SIGKILL"),
        ("import os; os.kill(os.getppid(), 9); obj = 1", "by SIGKILL"),
        ("while True: print('x' * 1000)", "printed more than 1 MiB"),
        ("import os; os.closerange(0, 100); obj = 1", "importing it ended the process"),
        ("raise BaseException('\\x1b[0m')", "BaseException"),
        ("def __getattr__(name): raise KeyError(name)", "raises KeyError"),
        ("x = 1", "has no attribute 'obj'"),
    ],
)
def test_module_that_cannot_be_imported_is_an_error(tmp_path: Path, program: str, words: str) -> None:
    report = attempt(tmp_path, program)
    assert report.error is not None
    assert words in report.error.message
    assert report.error.cure
    assert report.exit_code == 2
    assert os.getpgid(0)  # and this process lives


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("import time; time.sleep(600)", "importing it took more than 2 s"),
        (ROUNDABOUT + "import time\nobj = Reduced(lambda: time.sleep(600))", "pickling it took more than 2 s"),
        ("import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\ntime.sleep(600)", "took more than 2 s"),
    ],
)
def test_what_hangs_is_ended(tmp_path: Path, program: str, words: str) -> None:
    report = attempt(tmp_path, program, seconds=2)
    assert report.error is not None
    assert words in report.error.message


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        (ROUNDABOUT + "obj = Reduced(lambda: (dict, 3))", "must be a tuple"),
        (ROUNDABOUT + "obj = Reduced(lambda: 'nowhere')", "nowhere"),
        (ROUNDABOUT + "obj = Reduced(lambda: (int, ('x',)))", "loading it fails: ValueError"),
        (ROUNDABOUT + "obj = Reduced(lambda: exit(4))", "SystemExit: 4"),
        (ROUNDABOUT + "obj = Reduced(lambda: (Reduced, (Reduced(obj.answer),)))", "new objects without end"),
        ("class Own:\n    def __reduce__(self):\n        return self.__reduce__()\nobj = Own()", "never ends"),
        (ROUNDABOUT + "obj = Reduced(lambda: (bytes, (b'x' * (1 << 32),)))", "more memory than it is allowed"),
    ],
)
def test_object_that_lies_or_never_ends_is_a_culprit(tmp_path: Path, program: str, reason: str) -> None:
    report = attempt(tmp_path, program)
    assert report.exit_code == 1
    assert reason in report.culprits[0].reason
    assert report.culprits[0].path == "obj"


def test_module_that_prints_answers_of_its_own_is_not_believed(tmp_path: Path) -> None:
    lies = 'print(\'{"picklable": true, "stage": "done", "culprits": 5}\', flush=True)\nobj = lambda: 0\n'
    report = attempt(tmp_path, lies)
    assert (report.picklable, [culprit.path for culprit in report.culprits]) == (False, ["obj"])


def test_module_that_forks_is_heard_once_and_its_child_ended(tmp_path: Path) -> None:
    program = (
        f"import os, time\nif not os.fork():\n    open({str(tmp_path / 'pid')!r}, 'a').write(f'{{os.getpid()}}\\n')\n"
        "    time.sleep(600)\nobj = [lambda: 0]\n"
    )
    report = attempt(tmp_path, program)
    assert [culprit.path for culprit in report.culprits] == ["obj[0]"]
    pids = [int(line) for line in (tmp_path / "pid").read_text().split()]
    assert pids
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]


def test_copy_of_a_forking_module_says_nothing(tmp_path: Path) -> None:
    report = attempt(tmp_path, "import os\nos.fork()\nobj = [lambda: 0]\n")
    assert [culprit.path for culprit in report.culprits] == ["obj[0]"]


def test_hang_while_loading_elsewhere_is_told(tmp_path: Path) -> None:
    program = """
import multiprocessing, time
class Slow:
    def __setstate__(self, state):
        if multiprocessing.current_process().name != 'MainProcess':
            time.sleep(600)
    def __getstate__(self):
        return {"a": 1}
obj = Slow()
"""
    report = attempt(tmp_path, program, seconds=4)
    assert report.crosses["spawn"] is False
    assert "took more than" in report.obstacles["spawn"]


def test_interpreter_that_does_not_exist(tmp_path: Path) -> None:
    (tmp_path / "job.py").write_text("obj = 1")
    report = try_object(parse_target(f"{tmp_path / 'job.py'}:obj"), python=str(tmp_path / "python9"))
    assert report.error is not None
    assert "cannot be started" in report.error.message
