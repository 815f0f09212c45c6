"""Measures strings with a pool whose start method is picked from what the platform offers."""
import multiprocessing
import os
import sys
from dataclasses import dataclass, field
from typing import Dict, List, Optional

CONFIGURED: Optional[str] = multiprocessing.get_start_method(allow_none=True)
PREFERENCE = ("forkserver", "spawn")
WIDTHS: Dict[str, int] = {}


def pick_method() -> str:
    offered = multiprocessing.get_all_start_methods()
    return next(name for name in PREFERENCE if name in offered)


def load_widths(table: Dict[str, int]) -> None:
    WIDTHS.update(table)


def measure(text: str) -> int:
    scale = int(os.environ.get("FONT_SCALE", "1"))
    return scale * sum(WIDTHS.get(char, 5) for char in text)


@dataclass
class Engine:
    method: str
    table: Dict[str, int] = field(default_factory=dict)

    @property
    def inherits_memory(self) -> bool:
        return self.method == "fork"

    def pool(self, size: int = 2):
        if self.inherits_memory and sys.platform.startswith("linux"):
            load_widths(self.table)
            return multiprocessing.get_context("fork").Pool(size)
        context = multiprocessing.get_context()
        return context.Pool(size, initializer=load_widths, initargs=(self.table,))

    def measure_all(self, texts: List[str]) -> List[int]:
        with self.pool() as pool:
            return pool.map(measure, texts)


def main() -> None:
    os.environ["FONT_SCALE"] = "2"
    if CONFIGURED is None:
        multiprocessing.set_start_method(pick_method())
    engine = Engine(multiprocessing.get_start_method(), {"i": 2, "m": 8, "W": 9})
    needs_pickling = multiprocessing.get_start_method() != "fork"
    known = multiprocessing.get_start_method() in ("fork", "spawn", "forkserver")
    widths = engine.measure_all(["mim", "Wi", "abc"])
    good = widths == [36, 22, 30] and known and needs_pickling is not engine.inherits_memory
    print("ok" if good else "wrong")


if __name__ == "__main__":
    main()
