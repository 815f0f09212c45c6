"""What the tests of `mpcheck env` share: its command line, and the promise that nothing is left."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def no_marked_shared_memory_is_left() -> Iterator[None]:
    """No semaphore or segment that a probe has named outlives a test."""
    yield
    left = [path.name for path in Path("/dev/shm").glob("*mpc-*")]
    assert not [name for name in left if not _runs_elsewhere(int(name.split("mpc-")[1].split("-")[0], 16))]


def _runs_elsewhere(pid: int) -> bool:
    """Whether what bears this number belongs to another run of mpcheck, which has not ended yet."""
    return pid != os.getpid() and Path(f"/proc/{pid}").exists()


@pytest.fixture
def platform_tools() -> Path:
    return Path(__file__).resolve().parents[2] / "tools" / "platforms"


@pytest.fixture
def command_line() -> list[str]:
    """The beginning of a command line that runs `mpcheck env` in a process of its own."""
    return [sys.executable, "-m", "mpcheck", "env"]
