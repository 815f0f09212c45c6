"""What the decorators of a test give its parameters: ``@pytest.mark.parametrize("step", [strip, lower])``."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mpcheck.model import calling, iteration
from mpcheck.model.displays import last_name
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.values import NOTHING, Object, Value, Values

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

_PARAMETERS = ("argnames", "argvalues")


def given(ev: Evaluator, function: FunctionInfo, name: str) -> Values:
    """The values with which pytest calls a test, nothing for a parameter of anything else."""
    found = NOTHING
    for decorator in _decorators(function):
        names = _names(calling.argument(decorator, _PARAMETERS, "argnames"))
        listed = calling.argument(decorator, _PARAMETERS, "argvalues")
        if name in names and listed is not None and not any(one.arg == "indirect" for one in decorator.keywords):
            index = names.index(name) if len(names) > 1 else None
            rows = iteration.follow(ev, ev.evaluate(listed), ("elem",))
            found = found.union(*(_cell(ev, row, index) for row in rows))
    return found


def _decorators(function: FunctionInfo) -> Iterator[ast.Call]:
    decorators = [*function.decorators, *(function.cls.node.decorator_list if function.cls is not None else ())]
    for one in decorators:
        if isinstance(one, ast.Call) and last_name(one.func) == "parametrize":
            yield one


def _names(written: ast.expr | None) -> list[str]:
    """The parameters that a decorator names, in one text or in a list."""
    if isinstance(written, ast.Constant) and isinstance(written.value, str):
        return [name.strip() for name in written.value.split(",")]
    listed = written.elts if isinstance(written, (ast.List, ast.Tuple)) else []
    return [one.value for one in listed if isinstance(one, ast.Constant) and isinstance(one.value, str)]


def _cell(ev: Evaluator, row: Value, index: int | None) -> Values:
    """What a row of values gives one of the parameters; ``pytest.param(...)`` is one with marks."""
    if isinstance(row, Object) and row.name == "pytest.param" and isinstance(row.call, ast.Call):
        place = index or 0
        return ev.evaluate(row.call.args[place], row.context) if place < len(row.call.args) else NOTHING
    return frozenset((row,)) if index is None else iteration.item(ev, row, index)
