"""The command line in a process of its own: streams, signals, and what is loaded."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fake import FLAWED

PROGRAM = [sys.executable, str(Path(__file__).with_name("fake_mpcheck.py"))]


def start(*words: str, **kwargs: object) -> subprocess.Popen[str]:
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
        [*PROGRAM, *words], text=True, stderr=subprocess.PIPE, start_new_session=True, **kwargs
    )


def test_a_closed_pipe_is_no_error_to_speak_of(here: Path) -> None:
    (here / "a.py").write_text("import multiprocessing\n" + "flaw()\n" * 20_000)
    with start("scan", "a.py", "-q", stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(60) == 141


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device here")
def test_a_full_disk_is_named(here: Path) -> None:
    (here / "a.py").write_text(FLAWED)
    with open("/dev/full", "w") as full, start("scan", "a.py", stdout=full) as process:
        assert process.stderr is not None
        assert "standard output: the report cannot be written: No space left on device" in process.stderr.read()
        assert process.wait(60) == 2


@pytest.mark.skipif(os.name != "posix", reason="the shell of POSIX closes the streams")
def test_closed_streams_are_no_reason_to_fail(here: Path) -> None:
    (here / "a.py").write_text(FLAWED)
    assert subprocess.run(["sh", "-c", '"$@" >&- 2>&-', "sh", *PROGRAM, "scan", "a.py"], check=False).returncode == 1


def sleepers(here: Path) -> subprocess.Popen[str]:
    """A scan by two processes that will not end, once one of them has begun to check a file."""
    for name in ("a.py", "b.py"):
        (here / name).write_text("import multiprocessing\nsleep_in_the_rule()\n")
    process = start("scan", ".", "-j", "2", stdout=subprocess.DEVNULL)
    wait_until((here / "started").exists)
    return process


def wait_until(condition: Callable[[], bool]) -> None:
    for _ in range(600):
        if condition():
            return
        time.sleep(0.1)
    pytest.fail("nothing happened for a minute")


def is_gone(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.skipif(os.name != "posix", reason="process groups are POSIX")
def test_an_interrupt_ends_the_scan_and_its_processes(here: Path) -> None:
    with sleepers(here) as process:
        os.killpg(process.pid, signal.SIGINT)
        assert process.stderr is not None
        assert process.stderr.read() == "mpcheck: interrupted\n"
        assert process.wait(60) == 130
    wait_until(lambda: is_gone(process.pid))


@pytest.mark.skipif(os.name != "posix", reason="process groups are POSIX")
def test_processes_do_not_outlive_a_scan_that_is_killed(here: Path) -> None:
    with sleepers(here) as process:
        process.kill()
        process.wait(60)
        wait_until(lambda: is_gone(process.pid))


def test_a_scan_of_one_file_loads_little(here: Path) -> None:
    (here / "a.py").write_text(FLAWED)
    program = (
        "import sys; before = set(sys.modules); import fake_mpcheck; from mpcheck.cli.main import main;"
        "code = main(['scan', 'a.py', '--output-format=concise']); print(code, *sorted(set(sys.modules) - before))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    finding, modules = done.stdout.splitlines()
    assert finding == "a.py:3:1: MP201 a flaw is called"
    code, *loaded = modules.split()
    assert code == "1"
    heavy = {
        "asyncio", "concurrent.futures", "importlib.metadata", "json", "logging", "multiprocessing", "packaging",
        "pathspec", "pygments", "rich", "subprocess", "tabulate", "tomli", "tomllib", "typing_extensions", "unittest",
    }  # fmt: skip
    assert not heavy & set(loaded)
    assert {name for name in loaded if name.startswith("mpcheck.")} == {
        "mpcheck." + name
        for name in (
            "analysis", "check", "claims", "cli", "collate", "cli._output", "cli._parser", "cli._progress", "cli.main", "cli.scan", "described",
            "discover", "engine", "errors", "findings", "ignores", "notebook", "prefilter", "pyproject", "reporters", "reporters.concise",
            "scan_codes", "settings", "source", "suppress", "targets", "visible", "words",
        )
    }  # fmt: skip
