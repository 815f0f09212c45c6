#!/usr/bin/env python3
"""Flight logger of a glider: one fork for each sensor, and one that outlives the program."""
import os
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Callable, Dict


def in_fork(work: Callable[[], None]) -> int:
    """Run something in a fork of this process; its id."""
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        status = 70
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return pid


def detached(work: Callable[[], None]) -> None:
    """Run something that is nobody's child: the process between is gone at once."""
    between = in_fork(lambda: in_fork(work) and None)
    os.waitpid(between, 0)


class Logger:
    def __init__(self, folder: Path):
        self.folder = folder
        self.children: Dict[int, str] = {}
        self.statuses: Dict[str, int] = {}

    def start(self, name: str, samples: int) -> None:
        self.children[in_fork(lambda: self.record(name, samples))] = name

    def record(self, name: str, samples: int) -> None:
        if samples < 0:
            raise ValueError(f"{name}: {samples} samples")
        with (self.folder / name).open("w", encoding="ascii") as log:
            for number in range(samples):
                log.write(f"{number}\n")

    def collect(self) -> None:
        """Take note of all that have left."""
        for pid in list(self.children):
            gone, status = os.waitpid(pid, os.WNOHANG)
            if gone:
                self.statuses[self.children.pop(pid)] = status >> 8

    def settle(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        self.collect()
        while self.children and time.monotonic() < deadline:
            signal.sigtimedwait({signal.SIGCHLD}, 0.2)
            self.collect()


def wait_for(path: Path, seconds: float) -> str:
    deadline = time.monotonic() + seconds
    while not path.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    return path.read_text(encoding="ascii")


def leave_mark(path: Path) -> None:
    partial = path.with_suffix(".tmp")
    partial.write_text("landed", encoding="ascii")
    partial.rename(path)


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        logger = Logger(folder)
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
        for sensor, samples in (("vario", 5), ("airspeed", 9), ("altitude", 3)):
            logger.start(sensor, samples)
        logger.settle(5.0)
        detached(lambda: leave_mark(folder / "beacon"))
        print("beacon:", wait_for(folder / "beacon", 5.0))
        lengths = {path.name: len(path.read_text().splitlines()) for path in folder.iterdir() if path.name != "beacon"}
    print("statuses:", sorted(logger.statuses.items()))
    print("samples:", sum(lengths.values()), "left over:", len(logger.children))
    if set(logger.statuses.values()) != {0} or logger.children:
        return 1
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
