"""What holds for every test: nothing that it started is left when it ends."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

_CHILDREN = Path(f"/proc/{os.getpid()}/task")
#: Serve the whole test process once something needs them; end with it.
_SERVICES = (b"multiprocessing.resource_tracker", b"multiprocessing.forkserver")
_END_SECONDS = 5


@pytest.fixture(autouse=True, scope="session")
def interruptible() -> None:
    """What the tests start hears Ctrl-C: a shell lets its jobs in the background ignore it, and children inherit that."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """No child process outlives the test (seen on Linux)."""
    before = _children()
    yield
    limit = time.monotonic() + _END_SECONDS
    while (left := {pid: name for pid, name in _children().items() if pid not in before}) and time.monotonic() < limit:
        time.sleep(0.05)
    assert not left


def _children() -> dict[str, bytes]:
    pids = [pid for file in _CHILDREN.glob("*/children") for pid in file.read_text().split()]
    commands = {pid: _command(pid) for pid in pids}
    return {pid: command for pid, command in commands.items() if not any(map(command.__contains__, _SERVICES))}


def _command(pid: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
