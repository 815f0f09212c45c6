"""Runs maintenance steps one after another, each in its own process and with its own time slot."""
import multiprocessing as mp
import os
import tempfile
import time
from dataclasses import dataclass, field
from typing import Callable, Dict


@dataclass(frozen=True)
class Step:
    name: str
    work: Callable[..., None]
    slot: float


def append(journal, text):
    with open(journal, "a", encoding="ascii") as out:
        out.write(text + "\n")


def compact(journal, gate, running):
    with gate:
        append(journal, "compact: begin")
        running.set()
        time.sleep(45)
        append(journal, "compact: end")


def vacuum(journal, gate, running):
    running.set()
    with gate:
        append(journal, "vacuum: done")


@dataclass
class StepRunner:
    journal: str
    ctx: object = field(default_factory=mp.get_context)
    states: Dict[str, str] = field(default_factory=dict)

    def __post_init__(self):
        self._gate = self.ctx.Lock()

    def run(self, step: Step) -> str:
        running = self.ctx.Event()
        child = self.ctx.Process(
            target=step.work, args=(self.journal, self._gate, running), name=step.name
        )
        child.start()
        running.wait(10)
        child.join(step.slot)
        if child.exitcode is None:
            child.terminate()
            child.join()
            self.states[step.name] = "expired"
        else:
            self.states[step.name] = "done" if child.exitcode == 0 else "failed"
        return self.states[step.name]

    def note(self, text: str) -> None:
        with self._gate:
            append(self.journal, text)


def main():
    with tempfile.TemporaryDirectory() as folder:
        runner = StepRunner(os.path.join(folder, "journal.txt"))
        for step in (Step("compact", compact, 0.3), Step("vacuum", vacuum, 5.0)):
            runner.note("%s: %s" % (step.name, runner.run(step)))
        with open(runner.journal, encoding="ascii") as lines:
            seen = lines.read().split("\n")
    right = runner.states == {"compact": "expired", "vacuum": "done"} and "vacuum: done" in seen
    print("ok" if right else "wrong")


if __name__ == "__main__":
    main()
