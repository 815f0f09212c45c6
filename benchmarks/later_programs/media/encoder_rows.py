"""Runs rows of encoders, each in its own session, with hooks around every start."""
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from typing import Callable, List, Optional, Sequence

ENCODER = "import sys, zlib; print(len(zlib.compress(bytes(range(250)) * 40, int(sys.argv[1]))))"


@dataclass
class Step:
    """One encoder; preexec_fn is called here, right before the encoder is started."""

    title: str
    level: int
    preexec_fn: Optional[Callable[[], None]] = None

    @property
    def command(self) -> Sequence[str]:
        return (sys.executable, "-c", ENCODER, str(self.level))


@dataclass
class Row:
    budget: int
    started: List[str] = field(default_factory=list)
    guard: threading.Lock = field(default_factory=threading.Lock)

    def admit(self) -> None:
        with self.guard:
            if len(self.started) >= self.budget:
                raise RuntimeError("row is full")

    def step(self, title: str, level: int) -> Step:
        return Step(title, level, preexec_fn=self.admit)


def options() -> dict:
    chosen = {"stdout": subprocess.PIPE, "stdin": subprocess.DEVNULL, "preexec_fn": None}
    if sys.platform != "win32":
        chosen["start_new_session"] = True
    return chosen


def run(row: Row, step: Step, sizes: dict) -> None:
    if step.preexec_fn is not None:
        step.preexec_fn()
    with subprocess.Popen(step.command, **options()) as encoder:
        with row.guard:
            row.started.append(step.title)
        out, _ = encoder.communicate()
    if encoder.returncode == 0:
        sizes[step.title] = int(out)


def main() -> None:
    row = Row(budget=6)
    sizes: dict = {}
    steps = [row.step(f"level-{level}", level) for level in (1, 6, 9)]
    threads = [threading.Thread(target=run, args=(row, step, sizes)) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for title, size in sorted(sizes.items()):
        print(title, size)
    if sorted(sizes) != ["level-1", "level-6", "level-9"]:
        sys.exit("an encoder is missing")
    print("ok")


if __name__ == "__main__":
    main()
