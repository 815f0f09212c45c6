"""A tiny cron for containers: starts due commands, notes how each one ended, and keeps the process table clean."""
import argparse
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import List, Optional


@dataclass
class Entry:
    title: str
    delay: float
    command: List[str]
    process: Optional[subprocess.Popen] = None
    status: Optional[int] = None


def python(code: str) -> List[str]:
    return [sys.executable, "-c", code]


TABLE = [
    Entry("rotate", 0.0, python("print('rotated')")),
    Entry("backup", 0.1, python("raise SystemExit(3)")),
    Entry("report", 0.2, python("print('report sent')")),
]


def reap(signum, frame):
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return


def install_reaper() -> None:
    if hasattr(signal, "SIGCHLD"):
        signal.signal(signal.SIGCHLD, reap)


class Cron:
    def __init__(self, table: List[Entry], tick: float):
        self.table = table
        self.tick = tick

    def start_due(self, elapsed: float) -> None:
        for entry in self.table:
            if entry.process is None and elapsed >= entry.delay:
                entry.process = subprocess.Popen(
                    entry.command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                )

    def poll(self) -> None:
        for entry in self.table:
            if entry.process is not None and entry.status is None:
                entry.status = entry.process.poll()

    def run(self) -> List[Entry]:
        began = time.monotonic()
        while any(entry.status is None for entry in self.table):
            self.start_due(time.monotonic() - began)
            time.sleep(self.tick)
            self.poll()
        return [entry for entry in self.table if entry.status]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tick", type=float, default=0.25)
    options = parser.parse_args()
    install_reaper()
    failed = Cron(TABLE, options.tick).run()
    for entry in TABLE:
        print(f"{entry.title:<10}exit status {entry.status}")
    print("all jobs succeeded" if not failed else f"{len(failed)} failed")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
