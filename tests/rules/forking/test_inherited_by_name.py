"""MP503, MP504: what an object holds that forked workers find under a global name."""

from __future__ import annotations

import pytest

from snippets import Check

STORE = """
        import sqlite3
        from multiprocessing import Pool, get_context

        class Store:
            def __init__(self, path):
                self.base = sqlite3.connect(path){}

            def names(self, n):
                return self._rows("select ?", n)

            def _rows(self, text, n):
                return self.base.execute(text, (n,)).fetchall()

        store = None
"""
WORK = """
        def work(n):
            return store.names(n)
"""
MAIN = """
        def main():
            global store
            store = Store("a")
            with Pool(2{}) as pool:
                pool.map(work, range(9))
"""

LAZY = (
    """
        import sqlite3
        from functools import cached_property
        from multiprocessing import Pool

        class Store:
            def __init__(self, path):
                self.path, self._log = path, None

            @cached_property
            def base(self):
                return sqlite3.connect(self.path)

            @property
            def log(self):
                if self._log is None:
                    self._log = sqlite3.connect("log")
                return self._log

            def names(self, n):
                self.log.execute("pragma optimize")
                return self.base.execute("select ?", (n,)).fetchall()

        store = None
"""
    + WORK
)

WRONG = {
    "a connection": ("MP503", STORE.format("  # MP503") + WORK + MAIN.format("")),
    "a file of an attribute of a class": (
        "MP504",
        """
        from multiprocessing import get_context

        class Genome:
            def __init__(self, path):
                self.file = open(path, "rb")  # MP504

            def window(self, n):
                self.file.seek(n)
                return self.file.read(10)

        class Survey:
            genome = None

            @classmethod
            def of(cls, n):
                return len(cls.genome.window(n))

        def main():
            Survey.genome = Genome("a")
            with get_context("fork").Pool(2) as pool:
                pool.map(Survey.of, range(9))
        """,
    ),
}

RIGHT = {
    "each worker makes its own": STORE.format("")
    + WORK
    + """
        def begin():
            global store
            store = Store("a")

        def main():
            with Pool(2, begin) as pool:
                pool.map(work, range(9))
    """,
    "each worker replaces the parent's": STORE.format("")
    + WORK
    + """
        def begin():
            global store
            store = Store("a")
"""
    + MAIN.format(", begin"),
    "each worker connects again": STORE.format("")
    + WORK
    + """
        def begin():
            store.base = sqlite3.connect("a")
"""
    + MAIN.format(", begin"),
    "each task has an object of its own": STORE.format("")
    + """
        def work(n):
            return Store("a").names(n)
"""
    + MAIN.format(""),
    "each worker asks for it first": LAZY + MAIN.format(""),
    "each worker asks an object for it that the import has made": LAZY.replace("store = None", 'store = Store("a")')
    + """
        def main():
            with Pool(2) as pool:
                pool.map(work, range(9))
    """,
    "nothing is forked": STORE.format("")
    + WORK
    + """
        def main():
            global store
            store = Store("a")
            with get_context("spawn").Pool(2) as pool:
                pool.map(work, range(9))
    """,
}


@pytest.mark.parametrize(("code", "program"), WRONG.values(), ids=WRONG)
def test_it_is_shared(check: Check, code: str, program: str) -> None:
    check(code, program)


@pytest.mark.parametrize("program", RIGHT.values(), ids=RIGHT)
def test_it_is_not_shared(check: Check, program: str) -> None:
    check("MP503", program)
