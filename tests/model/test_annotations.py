"""What annotations promise, and names that are their own annotation."""

from __future__ import annotations

import ast

import pytest

from mpcheck.model.module import Module
from mpcheck.model.values import Instance, Param
from mpcheck.targets import all_targets


@pytest.mark.parametrize("declared", ["pool: pool", "pool: other\nother: pool", "pool: 'pool | None'"])
def test_an_annotation_that_leads_back_to_itself_says_nothing(declared: str) -> None:
    source = f"{declared}\n\ndef send(task):\n    pool.map(task, [1])\n"
    module = Module("program.py", source, ast.parse(source), all_targets())
    assert module.tasks == []


ELEMENTS = {
    "a list": ("list[Lamp]", ["Lamp"]),
    "as a string": ("'typing.Sequence[Lamp]'", ["Lamp"]),
    "optional": ("typing.Optional[list[Lamp]]", ["Lamp"]),
    "or None": ("list[Lamp] | None", ["Lamp"]),
    "a tuple of any length": ("tuple[Lamp, ...]", ["Lamp"]),
    "a tuple of two": ("tuple[Lamp, int]", []),
    "an empty tuple": ("tuple[()]", []),
    "a mapping": ("dict[Lamp, int]", []),
    "a class of the same form": ("Box[Lamp]", []),
}


@pytest.mark.parametrize(("annotation", "names"), ELEMENTS.values(), ids=ELEMENTS)
def test_what_an_annotation_says_of_the_elements_of_a_parameter(annotation: str, names: list[str]) -> None:
    source = (
        f"import typing\n\nclass Lamp: ...\n\ndef each(lamps: {annotation}):\n    for lamp in lamps:\n        lamp\n"
    )
    module = Module("program.py", source, ast.parse(source), all_targets())
    held = next(module.values(one) for one in module.found.names if one.id == "lamp" and isinstance(one.ctx, ast.Load))
    assert [one.info.name for one in held if isinstance(one, Instance)] == names
    assert any(isinstance(one, Param) and one.derived for one in held)
