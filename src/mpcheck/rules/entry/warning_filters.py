"""Which warnings a filter is about."""

from __future__ import annotations

import ast
import builtins

from mpcheck.model.attributes import external_bases
from mpcheck.model.calling import argument
from mpcheck.model.module import Module
from mpcheck.model.values import ClassRef, External, Value

_BUILTIN = "builtins."
#: The parameters up to the category.
_PARAMETERS = {
    "warnings.filterwarnings": ("action", "message", "category"),
    "warnings.simplefilter": ("action", "category"),
    "warnings.warn": ("message", "category"),
}


def is_unconcerned(module: Module, made: ast.AST, warned: ast.AST | None) -> bool:
    """Whether a call that sets a filter is known to be about other warnings than a call that warns."""
    filtered, given = _categories(module, made), _categories(module, warned)
    return bool(filtered and given) and not any(issubclass(one, other) for one in given for other in filtered)


def _categories(module: Module, call: ast.AST | None) -> list[type]:
    """The built-in classes that a category is, or is derived from; nothing where that is not known."""
    parameters = _PARAMETERS.get(module.external_name(call.func), ()) if isinstance(call, ast.Call) else ()
    written = argument(call, parameters, "category") if isinstance(call, ast.Call) and parameters else None
    names = [name for one in (module.values(written) if written is not None else ()) for name in _names(module, one)]
    found = [getattr(builtins, name.removeprefix(_BUILTIN), None) for name in names if name.startswith(_BUILTIN)]
    classes = [one for one in found if isinstance(one, type)]
    return classes if len(classes) == len(names) else []


def _names(module: Module, one: Value) -> list[str]:
    """The dotted names of a class, or of what one of the scanned code is derived from."""
    if isinstance(one, External):
        return [one.name]
    return external_bases(module.ev, one.info) if isinstance(one, ClassRef) else [""]
