#!/usr/bin/env python3
"""Tiny node host for the boat: every sampler is a fork of this process and logs into its own file."""
import os
import sys
import tempfile
import time
from pathlib import Path


class Sampler:
    period = 0.02

    def __init__(self, log: Path):
        self.log = log

    def read(self, step: int) -> float:
        raise NotImplementedError

    def run(self, steps: int) -> None:
        with self.log.open("w", encoding="utf-8") as out:
            for step in range(steps):
                out.write(f"{step} {self.read(step):.3f}\n")
                time.sleep(self.period)


class Gps(Sampler):
    def read(self, step):
        return 53.5 + step * 1e-3


class Compass(Sampler):
    def read(self, step):
        return (step * 7) % 360


class Sonar(Sampler):
    period = 0.05

    def read(self, step):
        return 4.2 - step * 0.05


class NodeHost:
    def __init__(self, folder: Path):
        self.folder = folder
        self.pids = {}

    def launch(self, kind, steps):
        name = kind.__name__.lower()
        sampler = kind(self.folder / f"{name}.log")
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                sampler.run(steps)
                status = 0
            finally:
                os._exit(status)
        self.pids[name] = pid

    def running(self):
        return sorted(name for name, pid in self.pids.items() if self._exists(pid))

    @staticmethod
    def _exists(pid):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        return True

    def settle(self, seconds):
        """Wait until the samplers have left; those that have not."""
        deadline = time.monotonic() + seconds
        while self.running() and time.monotonic() < deadline:
            time.sleep(0.05)
        return self.running()


def main():
    with tempfile.TemporaryDirectory() as folder:
        host = NodeHost(Path(folder))
        for kind, steps in ((Gps, 10), (Compass, 10), (Sonar, 5)):
            host.launch(kind, steps)
        late = host.settle(3.0)
        for log in sorted(Path(folder).glob("*.log")):
            print(f"{log.stem}: {len(log.read_text(encoding='utf-8').splitlines())} samples")
    print("still running: " + ", ".join(late) if late else "all samplers have left")
    return 0


if __name__ == "__main__":
    sys.exit(main())
