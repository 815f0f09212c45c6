"""Programs that hang, crash, flood, or leave others behind: each has an ending, and nothing survives."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from mpcheck.containment import child
from mpcheck.containment.family import adopted_orphans

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and process groups")


def run(program: str, time_limit: float = 30, output_limit: int = child.OUTPUT_LIMIT) -> child.Ending:
    return child.run([sys.executable, "-c", program], time_limit=time_limit, output_limit=output_limit)


def is_gone(pid: int) -> bool:
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.01)
    return False


def test_ordinary_program_is_heard_to_its_end() -> None:
    ending = run("import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)")
    assert (ending.reason, ending.exit_code, ending.survivors) == ("ended", 3, False)
    assert (ending.stdout.split(), ending.stderr.split()) == ([b"out"], [b"err"])


def test_large_output_within_the_limit_is_whole() -> None:
    assert len(run("print('x' * 300_000)").stdout.strip()) == 300_000


def test_hanging_program_is_ended() -> None:
    ending = run("import time; print('before', flush=True); time.sleep(600)", time_limit=1)
    assert ending.reason == "too long"
    assert ending.stdout.strip() == b"before"


@posix
def test_program_that_refuses_to_end_is_killed() -> None:
    ending = run("import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)", time_limit=1)
    assert (ending.reason, ending.exit_code) == ("too long", -signal.SIGKILL)


def test_program_that_closes_its_streams_and_hangs_is_ended() -> None:
    assert run("import os, time; os.close(1); os.close(2); time.sleep(600)", time_limit=1).reason == "too long"


def test_flood_is_ended() -> None:
    ending = run("while True: print('x' * 1000)", output_limit=100_000)
    assert ending.reason == "too much output"
    assert len(ending.stdout) < 1_000_000


@posix
@pytest.mark.parametrize(
    ("program", "number"),
    [
        ("import os; os.abort()", signal.SIGABRT),
        ("import os; os.kill(os.getpid(), 9)", signal.SIGKILL),
        ("import ctypes; ctypes.string_at(0)", signal.SIGSEGV),
    ],
)
def test_signal_is_told(program: str, number: int) -> None:
    ending = run(program)
    assert (ending.reason, ending.exit_code) == ("ended", -number)


@posix
@pytest.mark.parametrize("adopting", [False, True])
def test_children_that_survive_are_told_and_ended(adopting: bool) -> None:
    program = "import os, time\npid = os.fork()\nif not pid: time.sleep(600)\nprint(pid)"
    if adopting:
        with adopted_orphans():
            ending = run(program)
    else:
        ending = run(program)
    assert (ending.reason, ending.survivors) == ("ended", True)
    assert is_gone(int(ending.stdout))


@posix
def test_children_of_a_hanging_program_end_with_it() -> None:
    ending = run("import os, time\npid = os.fork()\nif pid: print(pid, flush=True)\ntime.sleep(600)", time_limit=1)
    assert is_gone(int(ending.stdout))


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="segments can be listed on Linux only")
def test_segments_and_semaphores_of_a_killed_group_are_removed_and_no_others() -> None:
    foreign = Path("/dev/shm") / f"mpcheck-test-{os.getpid()}"
    foreign.touch()
    program = (
        "import os, pathlib; mark = 'mpc-' + os.environ['MPCHECK_PROBE']\n"
        "for name in (mark + '-list', 'sem.' + mark + '-abc'): pathlib.Path('/dev/shm', name).write_text('x')\n"
        "print(mark, flush=True); os.killpg(0, 9)"
    )
    try:
        ending = run(program)
        assert ending.exit_code == -signal.SIGKILL
        assert not list(Path("/dev/shm").glob(f"*{ending.stdout.decode().strip()}*"))
        assert foreign.exists()
    finally:
        foreign.unlink()


def test_interruption_ends_the_program() -> None:
    interrupted = threading.Event()
    interrupted.set()
    ending = child.run([sys.executable, "-c", "import time; time.sleep(600)"], interrupted=interrupted)
    assert ending.reason == "interrupted"


def test_what_cannot_be_started_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        child.run([str(tmp_path / "no-such-program")])


@posix
def test_no_descriptor_is_left_open() -> None:
    before = len(os.listdir("/dev/fd"))
    for _ in range(3):
        run("print(1)")
    assert len(os.listdir("/dev/fd")) == before
