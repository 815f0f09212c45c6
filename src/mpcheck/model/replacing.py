"""Whether an attribute may hold another value than one that it was given."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model import attributes, calling
from mpcheck.model.scopes import ClassInfo
from mpcheck.model.values import ClassRef, Instance, Value

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator


def may_be_replaced(ev: Evaluator, owner: Value, name: str) -> bool:
    """Whether an attribute is given values in several places, or by arguments that cannot be read.

    Which of them it holds where it is read depends on the order in which the code runs.
    """
    if not isinstance(owner, (Instance, ClassRef)):
        return False
    made = owner.call if isinstance(owner, Instance) else None
    if made is not None and calling.has_hidden_arguments(made):
        return True
    classes = attributes.bases(ev, owner.info)
    places = sum(len(one.attributes.get(name, ())) + (name in one.scope.bindings) for one in classes)
    files = (ev.found, ev.file(owner.info.node))
    return (
        places > 1
        or any(name in file.outside_stores for file in files)
        or any(_sets_by_name(one, name) for one in classes)
    )


def may_differ_from_body(ev: Evaluator, info: ClassInfo, name: str) -> bool:
    """Whether objects of a class may hold another value than class bodies give an attribute."""
    classes = attributes.bases(ev, info)
    is_written = any(one.attributes.get(name) or _sets_by_name(one, name) for one in classes)
    return is_written or name in ev.found.outside_stores


def _sets_by_name(info: ClassInfo, name: str) -> bool:
    """Whether a method calls ``object.__setattr__(self, "name", value)``, as those of frozen dataclasses do."""
    return any(
        isinstance(argument, ast.Constant) and argument.value == name and "setattr" in ast.unparse(call.func)
        for method in info.methods.values()
        for call in method.calls
        for argument in call.args
    )
