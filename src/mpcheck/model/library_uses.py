"""Where a file uses a library that does not survive being forked."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mpcheck.model.elsewhere import calls_elsewhere
from mpcheck.model.tables.forking_libraries import LIBRARIES, Unforkable
from mpcheck.model.values import BoundMethod, External, Object, Value

if TYPE_CHECKING:
    from mpcheck.model.module import Module

_ROOTS = frozenset(library.prefix.partition(".")[0] for library in LIBRARIES)


def library_uses(module: Module) -> Iterator[tuple[ast.Call, Unforkable]]:
    """The calls, in this file or caused by it in others, that make a library start its threads or take its device."""
    calls = module.found.calls if _imports_any(module) else ()
    for call in (*calls, *calls_elsewhere(module, _ROOTS)):
        for one in module.contexts.values(call.func):
            library = _started(_name(one), is_method=isinstance(one, BoundMethod))
            if library is not None:
                yield call, library
                break


def _imports_any(module: Module) -> bool:
    """Decided by the import statements, before anything is resolved."""
    plain = (alias.name for node in module.found.nodes_of(ast.Import) for alias in node.names)
    names = (*plain, *(node.module or "" for node in module.found.nodes_of(ast.ImportFrom)))
    return any(name.partition(".")[0] in _ROOTS for name in names)


def _name(one: Value) -> str:
    if isinstance(one, BoundMethod) and isinstance(one.receiver, Object):
        return f"{one.receiver.name}.{one.name}"
    return one.name if isinstance(one, External) else ""


def _started(name: str, *, is_method: bool) -> Unforkable | None:
    for library in LIBRARIES:
        if name.startswith(f"{library.prefix}."):
            first, *further = name[len(library.prefix) + 1 :].split(".")
            if first in library.lazy:
                return library if further and further[-1] in library.running else None
            return library if is_method or first not in library.harmless else None
    return None
