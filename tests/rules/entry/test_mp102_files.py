"""MP102 and MP103 where functions of other files set the start method."""

from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence, Severity
from snippets import check_files

SETUP = """
    import contextlib
    import functools
    import multiprocessing as mp

    chosen = False

    def choose():
        mp.set_start_method("spawn")  # CHOOSE

    @contextlib.contextmanager
    def workers(count):
        mp.set_start_method("spawn")  # WORKERS
        with mp.Pool(count) as pool:
            yield pool

    class Trainer:
        def __init__(self, rate):
            mp.set_start_method("spawn")  # TRAINER
            self.rate = rate

    def choose_once():
        global chosen
        if not chosen:
            chosen = True
            mp.set_start_method("spawn")  # CHOOSE_ONCE

    @functools.lru_cache
    def remembered():
        mp.set_start_method("spawn")

    def careful():
        try:
            mp.set_start_method("spawn")
        except RuntimeError:
            pass

    def unless_chosen():
        if mp.get_start_method(allow_none=True) is None:
            mp.set_start_method("spawn")  # UNLESS_CHOSEN
    """
#: What is said of the file alone: that it chooses for whoever uses it.
BY_LIBRARY = {"CHOOSE", "WORKERS", "TRAINER", "CHOOSE_ONCE"}

AGAIN = {
    "a function, in a loop": ("CHOOSE", "for _ in range(2):\n        choices.choose()"),
    "a function, before the program's own choice": (
        "OWN",
        "choices.choose()\n    mp.set_start_method('spawn')  # MP102",
    ),
    "a context manager, twice": ("WORKERS", "work(1)\n    work(2)"),
    "objects": ("TRAINER", "first, second = choices.Trainer(1), choices.Trainer(2)"),
    "an object, after the program's own choice": ("TRAINER", "mp.set_start_method('spawn')\n    choices.Trainer(1)"),
}
ONCE = {
    "a function": "choices.choose()",
    "a flag": "for _ in range(2):\n        choices.choose_once()",
    "a cache": "for _ in range(2):\n        choices.remembered()",
    "an error that is expected": "for _ in range(2):\n        choices.careful()",
    "a test": "for _ in range(2):\n        choices.unless_chosen()",
    "one of two": "if len(sys.argv) > 1:\n        choices.choose()\n    else:\n        choices.Trainer(1)",
}
MAIN = """
import multiprocessing as mp
import sys

import choices


def work(count):
    with choices.workers(count) as pool:
        return pool.map(abs, [-1])


def main():
    BODY


if __name__ == "__main__":
    main()
"""


def _marked() -> str:
    marked = SETUP
    for name in BY_LIBRARY:
        marked = marked.replace(f"# {name}\n", "# MP102\n")
    return marked


@pytest.mark.parametrize(("name", "body"), AGAIN.values(), ids=AGAIN)
def test_set_again(tmp_path: Path, name: str, body: str) -> None:
    files = {"choices.py": _marked(), "main.py": MAIN.replace("BODY", body)}
    found = check_files(tmp_path, files, "MP102")
    [again] = [one for one in found if "a second time" in one.message]
    place = again.location.line - 1
    assert again.severity is Severity.ERROR
    assert name in ("OWN", SETUP.splitlines()[place].partition("# ")[2])


@pytest.mark.parametrize("body", ONCE.values(), ids=ONCE)
def test_set_once(tmp_path: Path, body: str) -> None:
    files = {"choices.py": _marked(), "main.py": MAIN.replace("BODY", body)}
    found = check_files(tmp_path, files, "MP102")
    assert not [one for one in found if "a second time" in one.message]


def test_set_while_the_program_is_imported(tmp_path: Path) -> None:
    main = """
        import multiprocessing as mp

        import choices

        choices.choose()  # MP102

        if __name__ == "__main__":
            mp.Process(target=print).start()
        """
    found = check_files(tmp_path, {"choices.py": _marked(), "main.py": main}, "MP102")
    [fails] = [one for one in found if one.location.path.endswith("main.py")]
    assert fails.confidence is Confidence.HIGH
    assert [related.location.line for related in fails.related] == [9]


def test_set_too_late(tmp_path: Path) -> None:
    files = {
        "choices.py": """
            import multiprocessing as mp

            def choose():
                mp.set_start_method("spawn")  # MP103

            def choose_first():
                mp.set_start_method("spawn")
            """,
        "late.py": """
            import multiprocessing as mp

            import choices

            if __name__ == "__main__":
                lock = mp.Lock()
                choices.choose()
            """,
        "early.py": """
            import multiprocessing as mp

            import choices

            if __name__ == "__main__":
                choices.choose_first()
                lock = mp.Lock()
            """,
    }
    check_files(tmp_path, files, "MP103")
