"""End everything that a program started, and remove what it left behind.

Processes are recognised by a mark in their environment, which children inherit even where they
leave their process group.  It needs Linux's /proc; elsewhere the process group alone is ended.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MARK = "MPCHECK_VERIFY_RUN"
_PROC = Path("/proc")
_SHARED_MEMORY = "/dev/shm/"
#: multiprocessing's own process that removes semaphores and segments once all others are gone.
_TRACKER = b"resource_tracker"
_TRACKER_SECONDS = 3.0
#: wine's own services are started by whichever program comes first and serve all others too.
_WINE_SERVICES = re.compile(rb"\S*/wineserver|C:\\windows\\system32\\", re.IGNORECASE)
_POLL_SECONDS = 0.02
#: The priority below all others.
_LAST = 19


@dataclass(frozen=True, slots=True)
class Marked:
    """A living process of a run."""

    pid: int
    command: bytes

    @property
    def is_tracker(self) -> bool:
        return _TRACKER in self.command

    @property
    def label(self) -> str:
        return self.command.replace(b"\0", b" ").decode(errors="replace").strip()[:120]


def marked(mark: str) -> list[Marked]:
    """The living processes whose environment holds the mark."""
    wanted = f"{MARK}={mark}".encode()
    return list(_processes_with(wanted)) if _PROC.is_dir() else []


def let_others_go_first(group: int) -> None:
    """Leave what processor time there is to the processes of other groups."""
    with contextlib.suppress(OSError, AttributeError):  # Windows has no process groups
        os.setpriority(os.PRIO_PGRP, group, _LAST)


def wait_for_end(mark: str, seconds: float) -> list[Marked]:
    """Give the processes of a run time to end by themselves; those that did not."""
    limit = time.monotonic() + seconds
    while (alive := marked(mark)) and time.monotonic() < limit:
        time.sleep(_POLL_SECONDS)
    return alive


def end_all(group: int, mark: str) -> tuple[str, ...]:
    """Kill all processes of a run; the names of the shared memory that nobody had removed.

    Resource trackers go last, so that they can do their work.
    """
    alive = marked(mark)
    segments = {name for process in alive for name in _mapped_segments(process.pid)}
    if alive:
        _stop_group(group)
        _kill_until_gone(mark, spare_trackers=True)
        wait_for_end(mark, _TRACKER_SECONDS)
        _kill_until_gone(mark, spare_trackers=False)
    with contextlib.suppress(OSError):  # also those that gave themselves another environment, without the mark
        os.killpg(group, signal.SIGKILL)
    return tuple(sorted(name for name in segments if _remove(name)))


def _stop_group(group: int) -> None:
    # Stopped first: a pool whose workers die makes new ones as fast as they are killed.
    with contextlib.suppress(OSError):
        os.killpg(group, signal.SIGSTOP if _PROC.is_dir() else signal.SIGKILL)


def _kill_until_gone(mark: str, *, spare_trackers: bool) -> None:
    while victims := [p for p in marked(mark) if not (spare_trackers and p.is_tracker)]:
        for process in victims:
            with contextlib.suppress(OSError):
                os.kill(process.pid, signal.SIGKILL)
        time.sleep(_POLL_SECONDS)
    for process in marked(mark):
        with contextlib.suppress(OSError):
            os.kill(process.pid, signal.SIGCONT)


def _processes_with(wanted: bytes) -> Iterator[Marked]:
    for name in os.listdir(_PROC):
        if name.isdigit():
            # A process may end while it is looked at, or belong to somebody else.
            with contextlib.suppress(OSError), open(f"/proc/{name}/environ", "rb", buffering=0) as environment:
                if wanted in environment.read().split(b"\0") and not _is_zombie(_PROC / name):
                    process = Marked(int(name), (_PROC / name / "cmdline").read_bytes())
                    if not _WINE_SERVICES.match(process.command):
                        yield process


def _is_zombie(folder: Path) -> bool:
    return (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()[0] in "ZX"


def _mapped_segments(pid: int) -> set[str]:
    try:
        lines = (_PROC / str(pid) / "maps").read_text(errors="replace").splitlines()
    except OSError:
        return set()
    paths = (line.partition(_SHARED_MEMORY)[2] for line in lines if _SHARED_MEMORY in line)
    return {path for path in paths if path and not path.endswith(" (deleted)")}


def _remove(segment: str) -> bool:
    try:
        os.unlink(_SHARED_MEMORY + segment)
    except OSError:
        return False
    return True
