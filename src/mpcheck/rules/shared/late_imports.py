"""What importing a module changes in others, where the parent alone comes to import it: plugins that register themselves."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from mpcheck import source
from mpcheck.model.accesses import touched
from mpcheck.model.displays import text_parts
from mpcheck.model.loading import calls_of_loading, full_name, imports_in, loaded_with
from mpcheck.model.module import Module
from mpcheck.model.module_state import StateUse, state_uses, uses_by
from mpcheck.model.parents import Parent
from mpcheck.model.registering import decorating
from mpcheck.model.scopes import Collected, FunctionInfo

_BY_NAME = {"importlib.import_module", "builtins.__import__"}
_WORDS = frozenset(("import_module", "__import__"))
#: Programs of more files are not looked at.
_MOST_FILES = 40


def imported_by_parent(module: Module, parent: Parent) -> Iterator[tuple[ast.AST, Collected]]:
    """The files of the project that functions which only the parent runs import, with the place in this file."""
    for function in module.found.functions:
        for binding in imports_in(function.scope):
            resolved = module.ev.project.resolve(full_name(binding), module.found.file)
            if resolved is not None and binding.statement is not None and parent.runs(binding.statement):
                yield binding.statement, resolved.found
    for call, imported in _calls_importing(module):
        files = _named(module, imported)
        if files and parent.runs(call):
            yield from ((call, file) for file in files)


def _calls_importing(module: Module) -> Iterator[tuple[ast.Call, ast.Call]]:
    """The calls of this file that import by name, be it in functions of other files, each with the one that does."""
    holds, file_of = module.ev.project.holds, module.ev.file
    if holds(module.found, _WORDS):
        yield from ((call, call) for call in module.found.calls if _is_import(module, call))
    for function, edges in module.graph.callers.items():
        file = file_of(function.node)
        if file is not module.found and holds(file, _WORDS):
            imports = [call for call in function.calls if _is_import(module, call)]
            yield from ((edge.call, call) for edge in edges if module.is_here(edge.call) for call in imports)


def changes_by_imports(
    module: Module, imported: Iterable[tuple[ast.AST, Collected]], workers: set[FunctionInfo]
) -> Iterator[tuple[StateUse, ast.AST]]:
    """What these imports change in files that workers load, each with its place; none where workers import others as well."""
    imported = list(imported)
    loaded = _loaded_by_workers(module, workers) if imported else set()
    for at, file in imported if loaded else ():
        late = [one for one in loaded_with(module, file) if one not in loaded]
        changed = (use for one in late for use in _changed_by_loading(module, one))
        yield from ((use, at) for use in changed if use.owner in loaded and use.owner is not module.found)


def _is_import(module: Module, call: ast.Call) -> bool:
    return module.external_name(call.func) in _BY_NAME and bool(call.args)


def _named(module: Module, call: ast.Call) -> list[Collected]:
    """The files of the project that a call may import: all of a package where only that is written out."""
    first, *more = text_parts(call.args[0])
    text = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""
    project, importer = module.ev.project, module.ev.file(call).file
    path, rest = project.locate(text.rstrip("."), importer) if text.strip(".") else (None, ())
    if path is None or rest:
        return []
    is_open = bool(more) and text.endswith(".") and os.path.basename(path) == "__init__.py"
    paths = sorted(map(str, Path(path).parent.glob("*.py")))[:_MOST_FILES] if is_open else [] if more else [path]
    return [file for one in paths if (file := project.load(one)) is not None]


def _loaded_by_workers(module: Module, workers: set[FunctionInfo]) -> set[Collected]:
    """The files that a worker loads, by imports at top levels; none where it may load others."""
    found = list(dict.fromkeys((module.found, *(module.ev.file(function.node) for function in workers))))
    calls = [call for function in workers for call in function.calls]
    for file in found:
        packages = (module.ev.project.load(path) for path in source.package_files(os.path.dirname(file.file)))
        known = (*loaded_with(module, file), *(one for one in packages if one is not None))
        found += [one for one in dict.fromkeys(known) if one not in found]
        calls += calls_of_loading(module, file)
        if len(found) > _MOST_FILES:
            return set()
    own = (imports_in(function.scope) for function in workers)
    by_themselves = any(own) or any(_is_import(module, call) for call in calls)
    return set() if by_themselves else set(found)


def _changed_by_loading(module: Module, file: Collected) -> Iterator[StateUse]:
    """What importing a file changes: by its own statements, its decorators, and the functions that it calls."""
    called = {one for call in calls_of_loading(module, file) for one in module.functions(module.values(call.func))}
    decorators = [one for info in file.functions for one in info.decorators]
    decorators += [one for info in file.classes for one in info.node.decorator_list]
    values = (value for decorator in decorators for value in module.values(decorator))
    called |= {one.info for value in values for one, _ in decorating(module.ev, value)}
    for function in module.graph.in_order(called):
        yield from (use for use in state_uses(module, module.ev.file(function.node), {function}) if use.is_change)
    for node in touched(module, (name for name in file.names if module.function(name) is None)):
        yield from (use for use in uses_by(module, node, None) if use.is_change)
