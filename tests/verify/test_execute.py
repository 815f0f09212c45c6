"""Running programs: the default start method, the time limit, and that nothing survives."""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from mpcheck.rules.base import Example, Outcome
from verification import execute, processes
from verification.execute import execute as run_once
from verification.execute import verify
from verification.plan import Run

MakeRun = Callable[..., Run]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="process groups are POSIX; Windows is run under wine")
linux = pytest.mark.skipif(sys.platform != "linux", reason="marks are read from /proc")

METHODS = """
import multiprocessing as mp

def tell(queue):
    queue.put(mp.get_start_method())

if __name__ == "__main__":
    assert mp.get_start_method(allow_none=True) is None
    queue = mp.SimpleQueue()
    child = mp.Process(target=tell, args=(queue,))
    child.start()
    print(type(child._popen).__module__, queue.get(), mp.get_start_method())
    child.join()
    print("ok")
"""
SET_LATER = """
import multiprocessing as mp

if __name__ == "__main__":
    mp.set_start_method("spawn")
    assert mp.get_start_method() == "spawn"
    print("ok")
"""
NO_GUARD = """
import multiprocessing as mp
from multiprocessing.shared_memory import SharedMemory

memory = SharedMemory(create=True, size=1000)
print(memory.name, flush=True)
mp.Pool(2).map(abs, [1, 2])
"""
DETACHED = """
import subprocess, sys
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"], start_new_session=True)
print("ok")
"""
ENDLESS = "while True: pass"
FLOOD = """
import sys
for stream in (sys.stdout, sys.stderr):
    stream.write("x" * 3_000_000)
print()
print("ok")
"""
THIRD_TRY = """
import pathlib
counter = pathlib.Path({counter!r})
tries = len(counter.read_text()) if counter.exists() else 0
counter.write_text("x" * (tries + 1))
print("lost" if tries == 2 else "ok")
"""


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_the_start_method_is_the_default_and_nothing_is_set(run_of: MakeRun, method: str) -> None:
    observed = run_once(run_of(Example(METHODS), method), 60)
    kind = {"spawn": "spawn_posix"}.get(method, method)
    assert observed.stdout.split("\n") == [f"multiprocessing.popen_{kind} {method} {method}", "ok", ""], observed
    assert not observed.orphans


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_the_program_can_still_set_its_own(run_of: MakeRun, method: str) -> None:
    assert verify(run_of(Example(SET_LATER), method)).objection == ""


def test_the_environment_of_the_tests_does_not_leak_in(run_of: MakeRun, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONWARNINGS", "error")
    program = "import os\nassert 'PYTHONWARNINGS' not in os.environ\nprint('ok')"
    assert verify(run_of(Example(program))).objection == ""


def test_files_lie_beside_the_program(run_of: MakeRun) -> None:
    example = Example("from package.module import word\nprint(word)", files=(("package/module.py", "word = 'ok'"),))
    assert verify(run_of(example)).objection == ""


@linux
def test_a_hanging_tree_is_ended_with_its_shared_memory(run_of: MakeRun, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uuid.UUID, "hex", "the-mark")
    observed = run_once(run_of(Example(NO_GUARD), "spawn"), 3)
    assert observed.status is None
    names = observed.stdout.split()
    assert names
    assert not [name for name in names if Path("/dev/shm", name).exists()]
    assert processes.marked("the-mark") == []


@linux
def test_a_process_that_left_the_group_is_found_and_ended(run_of: MakeRun, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(execute, "_AFTERMATH_SECONDS", 0.1)
    result = verify(run_of(Example(DETACHED)))
    assert result.objection.startswith("left behind")
    assert "time.sleep(300)" in result.objection


@linux
def test_shared_memory_that_nobody_tracks_is_removed(run_of: MakeRun) -> None:
    program = (
        "import mmap, os, time\n"
        "path = f'/dev/shm/mpcheck-test-{os.getpid()}'\n"
        "with open(path, 'w+b') as file:\n"
        "    file.truncate(4096)\n"
        "    memory = mmap.mmap(file.fileno(), 4096)\n"
        "print(path, flush=True)\n"
        "time.sleep(300)\n"
    )
    observed = run_once(run_of(Example(program)), 2)
    assert observed.stdout.startswith("/dev/shm/mpcheck-test-")
    assert not Path(observed.stdout.strip()).exists()


@linux
def test_a_program_that_gave_itself_another_environment_is_ended(run_of: MakeRun) -> None:
    program = (
        "import os, sys\n"
        "print(os.getpid(), flush=True)\n"
        "os.execve(sys.executable, [sys.executable, '-c', 'import time; time.sleep(300)'], {})\n"
    )
    observed = run_once(run_of(Example(program)), 2)
    assert observed.status is None
    assert not Path("/proc", observed.stdout.strip()).exists()


@linux
@pytest.mark.parametrize(("seconds_of_good", "priority"), [(0.0, 19), (10.0, os.nice(0) if hasattr(os, "nice") else 0)])
def test_what_hangs_lets_others_go_first_once_its_repair_would_have_ended(
    run_of: MakeRun, seconds_of_good: float, priority: int
) -> None:
    program = Example("import os, time\ntime.sleep(3)\nprint(os.nice(0), flush=True)\ntime.sleep(60)", Outcome("hangs"))
    observed = execute.execute(run_of(program), 5, max(1.0, 2 * seconds_of_good))
    assert observed.stdout == f"{priority}\n"


def test_a_program_that_never_ends_hangs(run_of: MakeRun, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(execute, "HANG_SECONDS", 0.5)
    monkeypatch.setattr(execute, "END_SECONDS", 0.5)
    assert verify(run_of(Example(ENDLESS, Outcome("hangs")))).objection == ""
    assert verify(run_of(Example(ENDLESS))).objection.startswith("still running")


def test_what_hangs_is_watched_at_least_twice_as_long_as_its_repair(
    run_of: MakeRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(execute, "HANG_SECONDS", 0.1)
    slow = Example("import time\ntime.sleep(1)\nprint('ok')", Outcome("hangs"))
    assert verify(run_of(slow), seconds_of_good=30).objection == "ended by itself: ok"


def test_a_flood_of_output_is_cut_and_stops_nobody(run_of: MakeRun) -> None:
    observed = run_once(run_of(Example(FLOOD)), 60)
    assert observed.status == 0
    assert len(observed.stdout) == len(observed.stderr) == 1_000_000


@pytest.mark.parametrize(("seconds", "objection"), [(30, ""), (0, "the last line is not ok")])
def test_only_what_was_too_slow_gets_a_second_chance(
    run_of: MakeRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: int, objection: str
) -> None:
    monkeypatch.setattr(execute, "END_SECONDS", 3.0)
    program = f"""
import pathlib, time
first = pathlib.Path({str(tmp_path / "first")!r})
if not first.exists():
    first.touch()
    time.sleep({seconds})
    print("not yet")
else:
    print("ok")
"""
    assert verify(run_of(Example(program))).objection == objection


def test_a_race_may_be_lost_at_the_third_try_only(run_of: MakeRun, tmp_path: Path) -> None:
    program = THIRD_TRY.format(counter=str(tmp_path / "tries"))
    assert verify(run_of(Example(program, Outcome("wrong", "lost")))).objection == ""
    assert verify(run_of(Example(program, Outcome("wrong", "lost")))).objection == "the last line is ok"


@pytest.mark.parametrize(
    ("said", "is_of_wine"), [("", True), ("OSError: [WinError 1359] Internal error", True), ("why", False)]
)
@pytest.mark.parametrize("platform", ["windows", "linux"])
def test_what_wine_does_not_start_is_started_again(
    run_of: MakeRun, tmp_path: Path, platform: str, said: str, is_of_wine: bool
) -> None:
    program = f"""
import pathlib
first = pathlib.Path({str(tmp_path / "first")!r})
if not first.exists():
    first.touch()
    raise SystemExit({said or 1!r})
print("ok")
"""
    run = run_of(Example(program))
    run = replace(run, interpreter=replace(run.interpreter, platform=platform))
    assert verify(run).objection == ("" if is_of_wine and platform == "windows" else "exit status 1")
