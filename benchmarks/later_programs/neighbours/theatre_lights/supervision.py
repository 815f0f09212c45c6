"""How the desk can be told to stop: what a platform does not have is not used there."""
import contextlib
import os
import signal
import sys

WANTED = ("SIGTERM", "SIGHUP", "SIGUSR1", "SIGBREAK")
AVAILABLE = [getattr(signal, name) for name in WANTED if hasattr(signal, name)]

IS_POSIX = os.name == "posix"


class _Posix:
    """A process group of its own, and an alarm in case the play never ends."""

    def __init__(self, limit):
        self.limit = limit

    def begin(self):
        if os.getpgrp() != os.getpid() and os.getsid(0) != os.getpid():
            os.setpgid(0, 0)
        signal.alarm(self.limit)

    def end(self):
        signal.alarm(0)


class _Plain:
    def __init__(self, limit):
        self.limit = limit

    def begin(self):
        sys.stdout.flush()

    def end(self):
        sys.stdout.flush()


Means = _Posix if IS_POSIX else _Plain


@contextlib.contextmanager
def supervision(stop, limit=600):
    means = Means(limit)
    old = {number: signal.signal(number, stop) for number in AVAILABLE}
    means.begin()
    try:
        yield means
    finally:
        means.end()
        for number, handler in old.items():
            signal.signal(number, handler)
