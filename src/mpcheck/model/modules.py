"""The names that files share: what imports bring, what the modules of the project hold, and builtins."""

from __future__ import annotations

import ast
import builtins
import functools
import os
import sys
from typing import TYPE_CHECKING

from mpcheck.model import attributes
from mpcheck.model.api import canonical
from mpcheck.model.project import root_scope
from mpcheck.model.scopes import Collected, Scope
from mpcheck.model.values import (
    NOTHING,
    CallContext,
    External,
    Namespace,
    Unknown,
    Value,
    Values,
    union,
    unknown,
    value,
)

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

#: What ``__name__`` is, as a name that no file binds.
OWN_NAME = "builtins.__name__"
#: Modules whose names stand for nothing else: a star import of what is not at hand brings them.
_BROUGHT = {"multiprocessing", "concurrent", "threading", "subprocess"}
#: No more files are searched for a name that star imports may bring: a package may take together thousands.
_MOST_STARRED = 100


@functools.lru_cache(maxsize=4096)
def _of_builtins(name: str) -> Values:
    return value(External(f"builtins.{name}")) if hasattr(builtins, name) else unknown(f"name {name}")


def global_name(ev: Evaluator, name: str, scope: Scope) -> Values:
    """A name that nothing in the file binds: a star import's or a builtin."""
    for star in root_scope(scope).star_imports:
        if canonical(f"{star}.{name}") in ev.tables.functions:
            return value(External(f"{star}.{name}"))
        resolved = ev.project.resolve(star, ev.found.index.file_of[root_scope(scope)].file)
        if resolved is not None and not resolved.rest:
            found = member(ev, resolved.found, name)
            if not any(isinstance(one, Unknown) for one in found):
                return found
        if resolved is None and name in _BROUGHT and star.partition(".")[0] not in sys.stdlib_module_names:
            return value(External(name))
    return _of_builtins(name)


def imported(ev: Evaluator, dotted: str, importer: Collected) -> Values:
    """What an import of a dotted name brings."""
    if dotted in ev.tables.described:
        return value(External(dotted))
    resolved = ev.project.resolve(dotted, importer.file)
    key = (dotted, importer.file)
    if resolved is None or key in ev.resolving:
        return value(External(dotted))
    ev.resolving.add(key)
    try:
        result = value(Namespace(resolved.found))
        for name in resolved.rest:
            result = attributes.attribute(ev, result, name)
        return result
    finally:
        ev.resolving.discard(key)


def by_name(ev: Evaluator, name: ast.expr, context: CallContext | None) -> Values:
    """What ``sys.modules[name]`` is: the very file for its own ``__name__``."""
    is_own = ev.evaluate(name, context) == value(External(OWN_NAME))
    return value(Namespace(ev.file(name))) if is_own else unknown("module")


def member(ev: Evaluator, found: Collected, name: str) -> Values:
    """A name of a module of the project, or of one from which that takes all names: each is asked once, and not too many."""
    own = _own_member(ev, found, name)
    if own:
        return own
    seen = {found}
    stack = _starred(found)
    while stack and len(seen) < _MOST_STARRED:
        star, importer = stack.pop()
        resolved = ev.project.resolve(star, importer.file)
        if resolved is None:
            outside = External(f"{star}.{name}")
            if canonical(outside.name) in ev.tables.functions:
                return value(outside)
        elif not resolved.rest and resolved.found not in seen:
            seen.add(resolved.found)
            result = _own_member(ev, resolved.found, name)
            if any(
                not isinstance(one, (External, Unknown)) or canonical(_name(one)) in ev.tables.functions
                for one in result
            ):
                return result
            stack += _starred(resolved.found)
    return unknown(f"member {name}")


def _own_member(ev: Evaluator, found: Collected, name: str) -> Values:
    """A name that a module itself binds, or that of a file in its folder."""
    if as_described := described(ev, found, name):
        return as_described
    bindings = ev.reaching.left(name, found.module)
    if bindings:
        return union(*(ev.binding(binding, None) for binding in bindings))
    submodule = ev.project.submodule(found, name)
    return value(Namespace(submodule)) if submodule is not None else NOTHING


def _starred(found: Collected) -> list[tuple[str, Collected]]:
    """The star imports of a module, the first one last, with the module."""
    return [(star, found) for star in reversed(found.module.star_imports)]


def _name(one: Value) -> str:
    return one.name if isinstance(one, External) else ""


def described(ev: Evaluator, found: Collected, name: str) -> Values:
    """A name of a module as the user has described it; nothing where that is not so."""
    if not ev.tables.described:
        return NOTHING
    path = os.path.splitext(found.file or found.path)[0].replace(os.sep, "/").split("/")
    inside = (*(path[:-1] if path[-1] == "__init__" else path), name)
    matching = [one for one in ev.tables.described if inside[-one.count(".") - 1 :] == tuple(one.split("."))]
    return value(External(max(matching, key=len))) if matching else NOTHING
