"""Objects of classes that ``type(name, bases, members)`` makes: pickle looks for the class under its name."""

from __future__ import annotations

from textwrap import dedent

import pytest

from snippets import Check

BASE = """
        import itertools
        import sys
        from multiprocessing import Pool

        class Shape:
            sides = 0

            def __init__(self, size):
                self.size = size

        def area(shape):
            return shape.size * shape.sides

        def nearer(one, other):
            return min(one.size, other.size)
        """
USE = """
        def main():
            with Pool() as pool:
                print(pool.map(area, [Square(1), Square(2)]))
        """

LOST = {
    "under another name": """
        Square = type("square", (Shape,), {"sides": 4})

        def main():
            with Pool() as pool:
                print(pool.map(area, [Square(1)]))  # MP205
        """,
    "by a function, for a table": """
        def make(name, sides):
            return type(f"{name}Shape", (Shape,), {"sides": sides})

        SHAPES = {name: make(name, sides) for name, sides in (("three", 3), ("four", 4))}

        def all_shapes():
            return [SHAPES[name](size) for size, name in enumerate(sorted(SHAPES))]

        def main():
            with Pool() as pool:
                print(pool.map(area, all_shapes()))  # MP205
                print(pool.starmap(nearer, itertools.combinations(all_shapes(), 2)))  # MP205
        """,
    "by a function, as an exception": """
        def make(name):
            return type(name, (ValueError,), {})

        def main():
            errors = {name: make(name) for name in ("lost", "late")}
            with Pool() as pool:
                print(pool.map(str, [errors["lost"]("a")]))  # MP205
        """,
}
FOUND = {
    "under its own name": """
        Square = type("Square", (Shape,), {"sides": 4})
        """
    + USE,
    "by a function, under a name of the module": """
        def make(name, sides):
            return type(name, (Shape,), {"sides": sides})

        Square = make("Square", 4)
        """
    + USE,
    "put into the module": """
        def make(name, sides):
            made = type(name, (Shape,), {"sides": sides})
            setattr(sys.modules[__name__], name, made)
            return made

        def main():
            with Pool() as pool:
                print(pool.map(area, [make("Square", 4)(1)]))
        """,
    "made anew by their own words": """
        class Kept(Shape):
            def __reduce__(self):
                return remake, (self.sides, self.size)

        def remake(sides, size):
            return make(sides)(size)

        def make(sides):
            return type(f"Shape{sides}", (Kept,), {"sides": sides})

        def main():
            with Pool() as pool:
                print(pool.map(area, [make(4)(1)]))
        """,
    "of a base that is not known": """
        from shapes import Known

        def make(sides):
            return type(f"Shape{sides}", (Known,), {"sides": sides})

        def main():
            with Pool() as pool:
                print(pool.map(area, [make(4)(1)]))
        """,
    "asked for the class alone": """
        def main():
            kind = type(Shape(1))
            with Pool() as pool:
                print(pool.map(area, [kind(2)]))
        """,
}


@pytest.mark.parametrize("name", LOST)
def test_a_class_that_is_not_found(check: Check, name: str) -> None:
    check("MP205", dedent(BASE) + dedent(LOST[name]))


@pytest.mark.parametrize("name", FOUND)
def test_a_class_that_may_be_found(check: Check, name: str) -> None:
    check("MP205", dedent(BASE) + dedent(FOUND[name]))
