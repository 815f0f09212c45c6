"""Run the programs of a Procfile side by side and show their output line by line."""
from __future__ import annotations

import queue
import shlex
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Iterator, Optional

SAMPLE = """\
# name: command
clock: {python} -u -c "import time; [print('tick', n) or time.sleep(0.05) for n in range(40)]"
loader: {python} -u -c "print('loading'); print('x' * 90000); print('loaded')"
watch: {python} -u -c "import time; print('watching'); time.sleep(60)"
"""


@dataclass
class Entry:
    name: str
    command: list[str]
    child: Optional[subprocess.Popen] = None
    seen: int = 0
    threads: list[threading.Thread] = field(default_factory=list)


def parse(text: str) -> Iterator[Entry]:
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            name, _, command = line.partition(":")
            yield Entry(name.strip(), shlex.split(command))


class Runner:
    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries
        self.lines: queue.Queue[tuple[Entry, str | None]] = queue.Queue()

    def _pump(self, entry: Entry) -> None:
        for line in entry.child.stdout:
            self.lines.put((entry, line.rstrip("\n")))
        self.lines.put((entry, None))

    def start(self) -> None:
        for entry in self.entries:
            entry.child = subprocess.Popen(
                entry.command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                encoding="utf-8", errors="replace",
            )
            thread = threading.Thread(target=self._pump, args=(entry,), daemon=True)
            thread.start()
            entry.threads.append(thread)

    def stop(self, grace: float = 1.0) -> None:
        hard = getattr(signal, "SIGKILL", signal.SIGTERM)
        for entry in self.entries:
            if entry.child.poll() is None:
                entry.child.terminate()
        for entry in self.entries:
            try:
                entry.child.wait(timeout=grace)
            except subprocess.TimeoutExpired:
                entry.child.send_signal(hard)
                entry.child.wait()

    def follow(self, until: str) -> None:
        """Show lines until the program with that name has ended, then end the others."""
        open_ends = {entry.name for entry in self.entries}
        while open_ends:
            entry, line = self.lines.get()
            if line is None:
                open_ends.discard(entry.name)
                if entry.name == until:
                    self.stop()
                continue
            entry.seen += 1
            if entry.seen <= 2:
                print(f"{entry.name:8}| {line[:40]}")
        for entry in self.entries:
            for thread in entry.threads:
                thread.join()


def main(argv: list[str]) -> int:
    with tempfile.TemporaryDirectory() as tmp:
        path = Path(argv[0]) if argv else Path(tmp, "Procfile")
        if not argv:
            path.write_text(SAMPLE.format(python=shlex.quote(sys.executable)), encoding="utf-8")
        runner = Runner(list(parse(path.read_text(encoding="utf-8"))))
        runner.start()
        runner.follow(until="loader")
    print("all ended:", all(entry.child.returncode is not None for entry in runner.entries))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
