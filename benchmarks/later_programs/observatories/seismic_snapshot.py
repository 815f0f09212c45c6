"""Writes a snapshot of the state of a station from a forked copy, while the station goes on."""

import json
import os
import tempfile
from contextlib import ExitStack
from pathlib import Path


class Station:
    def __init__(self, name, folder):
        self.name = name
        self.folder = Path(folder)
        self.events = []

    def detect(self, magnitude):
        self.events.append({"magnitude": magnitude})

    def snapshot(self):
        """Returns the pid of the process that writes the snapshot."""
        pid = os.fork()
        if pid:
            return pid
        target = self.folder / f"{self.name}-{len(self.events)}.json"
        target.write_text(json.dumps(self.events), encoding="utf-8")
        raise SystemExit(0)


def main():
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        station = Station("ABC", folder)
        for magnitude in (2.1, 3.4, 1.0):
            station.detect(magnitude)
        os.waitpid(station.snapshot(), 0)
        station.detect(4.2)
        os.waitpid(station.snapshot(), 0)
        print(sorted(path.name for path in Path(folder).iterdir()))


if __name__ == "__main__":
    main()
