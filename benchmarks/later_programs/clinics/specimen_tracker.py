"""Registers specimens at the laboratory's receiving desk, two racks at a time."""

from __future__ import annotations

import multiprocessing
import tempfile
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path


@dataclass
class Desk:
    """A journal that all racks write to."""

    journal: Path
    workers: int = 2
    guard: object = field(default_factory=multiprocessing.Lock)

    def executor(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self.workers,
            mp_context=get_context("spawn"),
            initializer=open_journal,
            initargs=(self.journal, self.guard),
        )

    def receive(self, racks: dict[str, list[str]]) -> dict[str, int]:
        counts = {}
        with self.executor() as executor:
            tasks = {executor.submit(register, rack, tubes): rack for rack, tubes in racks.items()}
            for task in as_completed(tasks):
                counts[tasks[task]] = task.result()
        return counts


_desk: dict[str, object] = {}


def open_journal(journal, guard):
    _desk["journal"] = journal
    _desk["guard"] = guard


def checksum(barcode: str) -> int:
    digits = [int(c) for c in barcode if c.isdigit()]
    return sum(d * (3 if i % 2 else 1) for i, d in enumerate(digits)) % 10


def register(rack: str, tubes: list[str]) -> int:
    accepted = 0
    for tube in tubes:
        if checksum(tube) == 0:
            accepted += 1
            with _desk["guard"], _desk["journal"].open("a") as journal:
                journal.write(f"{rack} {tube}\n")
    return accepted


RACKS = {
    "R1": ["L10007", "L20004", "L30001", "L12345"],
    "R2": ["L55550", "L00000", "L70009"],
    "R3": ["L11116", "L90003"],
}


def main():
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "journal.txt")
        counts = desk.receive(RACKS)
        lines = desk.journal.read_text().splitlines()
    for rack in sorted(counts):
        print(rack, counts[rack], "of", len(RACKS[rack]))
    assert len(lines) == sum(counts.values())
    print("ok")


if __name__ == "__main__":
    main()
