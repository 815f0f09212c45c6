"""Where a framework is used, and where it is set up."""

from __future__ import annotations

import ast
from collections.abc import Collection
from typing import TYPE_CHECKING

from mpcheck.model import attributes
from mpcheck.model.accesses import reads_in
from mpcheck.model.loading import calls_of_loading, loaded_with
from mpcheck.model.scopes import Collected, FunctionInfo
from mpcheck.model.tables.frameworks import Framework
from mpcheck.model.values import BoundMethod, ClassRef, External, Object, Value

if TYPE_CHECKING:
    from mpcheck.model.module import Module


def calls_setting_up(module: Module, framework: Framework) -> list[ast.Call]:
    """The calls that set a framework up, in this file and in functions of others that it calls."""
    foreign = (call for function in module.functions_called for call in function.calls)
    return [call for call in (*module.found.calls, *foreign) if sets_up(module, framework, call)]


def sets_up(module: Module, framework: Framework, call: ast.Call) -> bool:
    """Whether a call sets a framework up."""
    method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    return bool(method and method == framework.method) or bool(set(framework.set_up) & _names(module, call.func))


def is_set_up_by_loading(module: Module, framework: Framework, file: Collected) -> bool:
    """Whether importing a file, or one of the project that this loads, sets a framework up."""
    calls = (call for loaded in loaded_with(module, file) for call in calls_of_loading(module, loaded))
    return any(sets_up(module, framework, call) for call in calls)


def is_entry_point(module: Module, framework: Framework) -> bool:
    """Whether a class of the file is run by the framework's own main program."""
    bases = (base for info in module.found.classes for base in attributes.external_bases(module.ev, info))
    return any(base in framework.entry_bases for base in bases)


def first_use(module: Module, framework: Framework, functions: Collection[FunctionInfo]) -> ast.expr | None:
    """The first expression in some functions that needs the framework to be set up."""
    inside = (node for function in module.graph.in_order(functions) for node in reads_in(module, function))
    return next((node for node in inside if any(_needs(module, framework, one) for one in module.values(node))), None)


def _needs(module: Module, framework: Framework, one: Value) -> bool:
    if isinstance(one, ClassRef):
        return bool(set(framework.bases) & set(attributes.external_bases(module.ev, one.info)))
    name = _name(one)
    return any(name == needing or name.startswith(f"{needing}.") for needing in framework.needing)


def _names(module: Module, node: ast.expr) -> set[str]:
    return {_name(one) for one in module.values(node)} - {""}


def _name(one: Value) -> str:
    if isinstance(one, BoundMethod):
        return f"{_name(one.receiver)}.{one.name}"
    return one.name if isinstance(one, (External, Object)) else ""
