"""MP303 of what containers at module level hold: what workers are handed, and what is there when they import it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import Check, check_files

TAKES = """
import multiprocessing as mp

{made}

def init(locks, number):
    {init}

def work(n):
    with LOCKS["a"]:
        return n

def main():
    with mp.Pool(2, initializer=init, initargs=(LOCKS, 1)) as pool:
        with LOCKS["a"]:
            print(pool.map(work, [1, 2]))
"""
MADE = 'LOCKS = {"a": mp.Lock()}'
LATER = "LOCKS = {}\n\ndef make(name):\n    LOCKS[name] = mp.Lock()"

SILENT = {
    "updated with what the parent has": TAKES.format(made=MADE, init="LOCKS.update(locks)"),
    "emptied and updated": TAKES.format(made=MADE, init="LOCKS.clear()\n    LOCKS.update(locks)"),
    "one by one": TAKES.format(made=MADE, init='LOCKS["a"] = locks["a"]'),
    "in a loop": TAKES.format(made=MADE, init="for name, lock in locks.items():\n        LOCKS[name] = lock"),
    "empty when it is imported": TAKES.format(made=LATER, init="print(number)"),
}
REPORTED = {
    "not put there": TAKES.format(made=MADE + "  # MP303", init="print(locks)"),
    "something else is put there": TAKES.format(made=MADE + "  # MP303", init='LOCKS["n"] = number'),
    "filled by the import": TAKES.format(
        made=LATER.replace("{}", "{}  # MP303") + '\n\nmake("a")', init="print(number)"
    ),
}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Check, source: str) -> None:
    assert check("MP303", source) == []


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_reported(check: Check, source: str) -> None:
    assert check("MP303", source)


def test_another_file_hands_them_over(tmp_path: Path) -> None:
    files = {
        "locks.py": """
            import multiprocessing as mp

            LOCKS = {"a": mp.Lock()}

            def init(locks):
                LOCKS.update(locks)

            def pool():
                return mp.Pool(2, init, (LOCKS,))
        """,
        "program.py": """
            import locks

            def work(n):
                with locks.LOCKS["a"]:
                    return n

            def main():
                with locks.pool() as pool, locks.LOCKS["a"]:
                    print(pool.map(work, [1, 2]))
        """,
    }
    check_files(tmp_path, files, "MP303")


_BY_COMPUTED_NAME = """
    from dataclasses import dataclass, field
    from multiprocessing import Event, Process
    from typing import Any

    @dataclass
    class Flags:
        stop: Any = field(default_factory=Event)
        pause: Any = field(default_factory=Event)
        title: str = "flags"
        unit: str = "s"

        def ask(self, name):
            return getattr(self, name)

        def is_set(self, name):
            return self.ask(name).is_set()

    flags = Flags()MARK

    def work(names):
        for name in ("stop", "pause"):
            USE

    if __name__ == "__main__":
        worker = Process(target=work, args=(["title", "unit"],))
        worker.start()
        flags.stop.set()
        worker.join()
"""


def test_a_primitive_that_a_method_gets_by_a_computed_name(check: Check) -> None:
    source = _BY_COMPUTED_NAME.replace("MARK", "  # MP303").replace("USE", "print(flags.is_set(name))")
    [finding] = check("MP303", source)
    assert finding.confidence is Confidence.MEDIUM


def test_another_attribute_by_a_computed_name_is_silent(check: Check) -> None:
    check("MP303", _BY_COMPUTED_NAME.replace("MARK", "").replace("USE", "print([flags.ask(one) for one in names])"))
