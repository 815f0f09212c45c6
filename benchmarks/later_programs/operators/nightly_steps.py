"""Nightly maintenance: a few steps, each in a process of its own and with a time limit.

All of them touch the package database, so they share one lock.
"""
import logging
import multiprocessing as mp
import pathlib
import sys
import tempfile
import time
from dataclasses import dataclass
from typing import Callable, Iterable, Tuple

log = logging.getLogger("nightly")


@dataclass(frozen=True)
class Step:
    name: str
    work: Callable[[pathlib.Path], None]
    limit: float


def refresh_index(root):
    (root / "index").write_text("alpha 1.0\nbeta 2.1\n")


def rebuild_cache(root):
    entries = (root / "index").read_text().splitlines()
    for _ in range(300):
        (root / "cache").write_text("\n".join(entries))
        time.sleep(0.1)


def note(root, text):
    with open(root / "journal", "a", encoding="utf-8") as journal:
        journal.write(text + "\n")


def guarded(database, step, root):
    with database:
        note(root, "begin " + step.name)
        step.work(root)
        note(root, "end " + step.name)


class Night:
    def __init__(self, root: pathlib.Path, ctx=None):
        self.root = root
        self.ctx = ctx or mp.get_context()
        self.database = self.ctx.Lock()

    def run_step(self, step: Step) -> str:
        process = self.ctx.Process(target=guarded, args=(self.database, step, self.root), name=step.name)
        process.start()
        process.join(step.limit)
        if process.is_alive():
            log.warning("%s took longer than %.1f s, stopping it", step.name, step.limit)
            process.terminate()
            process.join()
            return "timeout"
        return "ok" if process.exitcode == 0 else "failed (%s)" % process.exitcode

    def run(self, steps: Iterable[Step]) -> Tuple[str, ...]:
        states = tuple("%s: %s" % (step.name, self.run_step(step)) for step in steps)
        with self.database:
            note(self.root, "summary " + "; ".join(states))
        return states


def main() -> int:
    logging.basicConfig(format="%(name)s %(levelname)s %(message)s")
    steps = [Step("refresh", refresh_index, 5.0), Step("rebuild", rebuild_cache, 1.5)]
    with tempfile.TemporaryDirectory(prefix="nightly-") as tmp:
        night = Night(pathlib.Path(tmp))
        for state in night.run(steps):
            print(state)
        print((night.root / "journal").read_text(), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
