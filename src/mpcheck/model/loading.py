"""Which files of the project an import loads, and what loading them does."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model.event import Event
from mpcheck.model.events import find_events
from mpcheck.model.scopes import Binding, Collected, FunctionInfo, Scope

if TYPE_CHECKING:
    from mpcheck.model.module import Module

#: The imports of no more files are followed.
_MOST_FILES = 40


def loaded_files(module: Module) -> list[Collected]:
    """The files to which a module and its workers lead, and those that these import."""
    imported = (one for file in module.files_reached for one in module.ev.project.imports_of(file))
    return list(dict.fromkeys((*module.files_reached, *imported)))


def imports_in(*scopes: Scope) -> list[Binding]:
    """The names that imports bind in some scopes."""
    return [b for scope in scopes for many in scope.bindings.values() for b in many if b.kind == "import"]


def full_name(binding: Binding) -> str:
    """The dotted name that an import loads; ``import a.b`` binds ``a`` but loads both."""
    written = getattr(binding.node, "name", "")
    return written if written.startswith(f"{binding.origin}.") else binding.origin


def loaded_by(module: Module, binding: Binding) -> list[Collected]:
    """The files of the project that an import loads: the one that it names, and what that imports."""
    resolved = module.ev.project.resolve(full_name(binding), module.ev.file(binding.node).file)
    return module.once(loaded_with, resolved.found) if resolved is not None else []


def loaded_with(module: Module, file: Collected) -> list[Collected]:
    """A file, and those of the project that importing it loads, by imports at top levels."""
    found = [file]
    for one in found:
        top = (b for b in imports_in(one.module) if b.owner is None and not module.graph.is_guarded(b.node))
        for name in (*(full_name(binding) for binding in top), *one.module.star_imports):
            resolved = module.ev.project.resolve(name, one.file)
            if resolved is not None and resolved.found not in found and len(found) < _MOST_FILES:
                found.append(resolved.found)
    return found


def calls_at_top(module: Module, file: Collected) -> list[ast.Call]:
    """The calls at the top level of a file, but for those under its guard."""
    return [call for call in file.calls if module.function(call) is None and not module.graph.is_guarded(call)]


def calls_of_loading(module: Module, file: Collected) -> list[ast.Call]:
    """The calls that importing a file makes: those at its top level, and those in functions of its own that they call."""
    found = calls_at_top(module, file)
    entered: set[FunctionInfo] = set()
    for call in found:
        called = module.functions(module.values(call.func)) - entered
        entered |= called
        found += [
            inner for one in module.graph.in_order(called) if module.ev.file(one.node) is file for inner in one.calls
        ]
    return found


def events_of_loading(module: Module, file: Collected) -> list[Event]:
    """The events that importing a file makes."""
    calls = calls_of_loading(module, file) if file.speaks_of_processes else []
    return find_events(module.ev, lambda: module.graph, calls)


def calls_at_import(module: Module, name: str) -> list[ast.Call]:
    """The calls of an external function that are made while the files are imported to which a module leads."""
    word = name.rpartition(".")[2]
    files = (file for file in loaded_files(module) if file is not module.found and word in file.text)
    calls = (call for file in files for call in calls_of_loading(module, file))
    return [call for call in calls if module.external_name(call.func) == name]
