"""Keep a child and all its descendants together, and end them together: a process group or a Windows job."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

PATIENCE = 1.0  # seconds that helpers of multiprocessing (resource tracker, fork server) get to end by themselves
PAUSE = 0.005
PR_SET_CHILD_SUBREAPER = 36


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Wait until the condition holds, at most so long.  Whether it holds."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(PAUSE)
    return True


if sys.platform != "win32":

    @contextlib.contextmanager
    def adopted_orphans() -> Iterator[None]:
        """Within, on Linux, this process becomes the parent of descendants whose parent has ended, to wait for them.

        Else it would be up to process 1, which in many containers never does: zombies would stay, and count.
        """
        _adopt(1)
        try:
            yield
        finally:
            _adopt(0)

    def _adopt(wanted: int) -> None:
        with contextlib.suppress(ImportError, OSError, AttributeError):  # no ctypes, no prctl: not Linux
            import ctypes

            ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, wanted, 0, 0, 0)

    class Family:
        """A child started as the head of a session and process group of its own."""

        OPTIONS: ClassVar[dict[str, Any]] = {"start_new_session": True}

        def __init__(self, child: subprocess.Popen[bytes]) -> None:
            self._child = child

        def is_empty(self) -> bool:
            """Whether the group has no process any more."""
            if self._child.poll() is None:
                return False
            with contextlib.suppress(ChildProcessError):
                while os.waitpid(-self._child.pid, os.WNOHANG)[0]:
                    pass
            try:
                os.killpg(self._child.pid, 0)
            except (ProcessLookupError, PermissionError):  # PermissionError: macOS, for a group of zombies
                return True
            return False

        def end(self) -> None:
            """End every process of the group.

            SIGTERM comes first: multiprocessing's resource tracker ignores it and, left alone, removes the semaphores
            and segments of the others.
            """
            for number in (signal.SIGTERM, signal.SIGKILL):
                if self.is_empty():
                    return
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._child.pid, number)
                wait_until(self.is_empty, PATIENCE)

else:
    from mpcheck.containment.windows_job import Job

    adopted_orphans = contextlib.nullcontext  # a job needs no parent

    class Family:
        """A child in a job object of its own, which its descendants cannot leave."""

        OPTIONS: ClassVar[dict[str, Any]] = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}

        def __init__(self, child: subprocess.Popen[bytes]) -> None:
            self._child = child
            self._job = Job(int(child._handle))  # type: ignore[attr-defined]  # noqa: SLF001

        def is_empty(self) -> bool:
            """Whether no process of the job runs."""
            return self._child.poll() is not None and self._job.active_processes() == 0

        def end(self) -> None:
            """End every process of the job."""
            self._job.terminate()
            wait_until(self.is_empty, PATIENCE)
            self._job.close()
