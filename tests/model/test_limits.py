"""What is evaluated stays bounded, however much a file holds."""

from __future__ import annotations

import ast

import pytest

from mpcheck.model.module import Module
from mpcheck.model.values import Const, Unknown, only
from mpcheck.targets import usual_targets


@pytest.mark.parametrize(("length", "is_known"), [(200, True), (1000, False)])
def test_the_members_of_a_very_long_table_tell_nothing(length: int, is_known: bool) -> None:
    text = f"TABLE = [{', '.join(map(str, range(length)))}]\nuse(TABLE[choose()])\n"
    module = Module("program.py", text, ast.parse(text), usual_targets())
    call = next(call for call in module.found.calls if call.args)
    values = module.values(call.args[0])
    assert len(list(only(Const, values))) == (length if is_known else 0)
    assert len(list(only(Unknown, values))) == (0 if is_known else 1)
