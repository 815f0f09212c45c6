"""Run one program to its end, within limits of time and output, and leave nothing of it behind."""

from __future__ import annotations

import contextlib
import os
import queue
import secrets
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mpcheck.containment.family import PATIENCE, Family, wait_until

TIME_LIMIT = 20.0  # seconds; a probe gives up by itself much earlier, where the system has interval timers
OUTPUT_LIMIT = 1 << 20  # bytes, both streams together
HEARTBEAT = 0.05  # seconds between looks at the clock
MARK_VARIABLE = "MPCHECK_PROBE"  # probes put it into the names of all semaphores and segments that they make
SHM_FOLDER = Path("/dev/shm")

Reason = Literal["ended", "too long", "too much output", "interrupted"]


@dataclass(frozen=True)
class Ending:
    """How a program ended.  ``exit_code`` is negative for a signal, as in `subprocess`.

    ``survivors``: processes of it were still running a second after it had ended.
    """

    reason: Reason
    exit_code: int
    stdout: bytes
    stderr: bytes
    survivors: bool


def run(
    command: Sequence[str],
    *,
    time_limit: float = TIME_LIMIT,
    output_limit: int = OUTPUT_LIMIT,
    interrupted: threading.Event | None = None,
    environment: Mapping[str, str] | None = None,
) -> Ending:
    """Run the command, with these environment variables beside this process's own.

    Raises OSError where the system makes no process of it.
    """
    mark = f"{os.getpid():x}-{secrets.token_hex(3)}"  # short: macOS takes names of 30 characters
    child = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **(environment or {}), MARK_VARIABLE: mark},
        **Family.OPTIONS,
    )
    try:
        family = Family(child)
    except OSError:
        child.kill()
        raise
    said: dict[str, bytearray] = {"stdout": bytearray(), "stderr": bytearray()}
    try:
        reason = _listen(child, said, time.monotonic() + time_limit, output_limit, interrupted or threading.Event())
        survivors = reason == "ended" and not wait_until(family.is_empty, PATIENCE)
    finally:
        family.end()
        _close(child)
        _sweep(mark)
    return Ending(reason, child.wait(), bytes(said["stdout"]), bytes(said["stderr"]), survivors)


def _listen(
    child: subprocess.Popen[bytes],
    said: dict[str, bytearray],
    end: float,
    output_limit: int,
    interrupted: threading.Event,
) -> Reason:
    """Take in what the child says until it has ended or goes too far."""
    for name, chunk in _chunks(child):
        if name:
            said[name] += chunk
        if sum(map(len, said.values())) > output_limit:
            return "too much output"
        if child.poll() is not None and not chunk:
            end = min(end, time.monotonic() + PATIENCE)  # a descendant may hold the pipes open for ever
        if time.monotonic() > end:
            return "ended" if child.poll() is not None else "too long"
        if interrupted.is_set():
            return "interrupted"
    return "ended"


if sys.platform != "win32":

    def _chunks(child: subprocess.Popen[bytes]) -> Iterator[tuple[str, bytes]]:
        """What the child says, as (stream, bytes), with ("", b"") between, until it has ended and said all.

        Without threads, as these too may be refused, and without a descriptor of its own.
        """
        with selectors.PollSelector() as selector:
            selector.register(child.stdout, selectors.EVENT_READ, "stdout")  # type: ignore[arg-type]
            selector.register(child.stderr, selectors.EVENT_READ, "stderr")  # type: ignore[arg-type]
            while selector.get_map() or child.poll() is None:
                for key, _ in selector.select(HEARTBEAT):
                    chunk = os.read(key.fd, 1 << 16)
                    if not chunk:
                        selector.unregister(key.fileobj)
                    yield key.data, chunk
                yield "", b""

    def _close(child: subprocess.Popen[bytes]) -> None:
        for stream in (child.stdout, child.stderr):
            if stream:
                stream.close()

else:

    def _chunks(child: subprocess.Popen[bytes]) -> Iterator[tuple[str, bytes]]:
        """What the child says, as (stream, bytes), with ("", b"") between, until it has ended and said all."""
        heard: queue.Queue[tuple[str, bytes]] = queue.Queue(maxsize=64)

        def listen(name: str) -> None:
            stream = getattr(child, name)
            chunk = b"-"
            while chunk:
                chunk = os.read(stream.fileno(), 1 << 16)
                heard.put((name, chunk))

        for name in ("stdout", "stderr"):
            threading.Thread(target=listen, args=(name,), daemon=True).start()
        open_streams = 2
        while open_streams or child.poll() is None:
            try:
                name, chunk = heard.get(timeout=HEARTBEAT)
                open_streams -= not chunk
                yield name, chunk
            except queue.Empty:
                yield "", b""

    def _close(child: subprocess.Popen[bytes]) -> None:
        """Leave the pipes to the threads that read them: they see the end now that every writer is gone."""


def _sweep(mark: str) -> None:
    """Remove the semaphores and segments that bear the mark of a child.  Only Linux lets them be listed."""
    for pattern in (f"mpc-{mark}*", f"sem.mpc-{mark}*"):
        for left_over in SHM_FOLDER.glob(pattern):
            with contextlib.suppress(OSError):  # gone meanwhile, or the file system has become read-only
                left_over.unlink()
