"""What other files do that a file uses: found by words, whatever else these files are about."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from mpcheck.model.scopes import Collected, FunctionInfo

if TYPE_CHECKING:
    from mpcheck.model.module import Module

#: Programs of more files are not looked at as a whole.
_MOST_FILES = 40


def calls_reached(module: Module, names: Collection[str], words: Collection[str] = ()) -> Iterator[ast.Call]:
    """The calls of external functions, by dotted name, in this file and those that it causes in others.

    ``words``: what the other files have to hold one of, if not the last parts of the names.
    """
    yield from module.calls_of(*names)
    elsewhere = module.once(_calls, frozenset(words or last_parts(names)))
    named = (call for call in elsewhere if module.external_name(call.func) in names)
    yield from (call for call in named if _may_run(module, call))


def calls_elsewhere(module: Module, words: Iterable[str]) -> list[ast.Call]:
    """The calls that this file causes in others which hold one of the words: by functions that it runs, and by imports."""
    return module.once(_calls_run, frozenset(words))


def speaking_functions(module: Module, words: Iterable[str]) -> list[FunctionInfo]:
    """The functions of other files that this one runs, in its workers as well, and whose file holds one of the words.

    The call graph follows by itself what may have to do with processes; the words lead to what else matters to a question.
    """
    return module.once(_functions, frozenset(words))


def imported_files(module: Module) -> dict[Collected, ast.stmt]:
    """The files of the project that importing this one imports, each with the first statement here that does so."""
    return dict(module.once(_imported))


def files_of_program(module: Module) -> list[Collected]:
    """The files of the project that a program consists of whose main file this is; nothing where these are too many."""
    return module.once(_files_of_program)


def last_parts(names: Iterable[str]) -> set[str]:
    """The words by which a file asks for external functions of these dotted names."""
    return {name.rpartition(".")[2] for name in names}


def _imported(module: Module) -> Iterator[tuple[Collected, ast.stmt]]:
    seen: set[Collected] = set()
    for binding in itertools.chain.from_iterable(module.found.module.bindings.values()):
        imported = module.ev.project.resolve(binding.origin, module.found.file) if binding.origin else None
        if imported is not None and binding.statement is not None and imported.found not in seen:
            seen.add(imported.found)
            yield imported.found, binding.statement


def _files_of_program(module: Module) -> list[Collected]:
    project, found, stack = module.ev.project, [module.found], [module.found]
    while stack:
        here = stack.pop()
        paths = sorted(project.imported_files(here.text.encode(), here.file))
        new = [file for path in paths if (file := project.load(path)) is not None and file not in found]
        found += new
        stack += new
        if len(found) > _MOST_FILES:
            return []
    return found


def _calls_run(module: Module, words: frozenset[str]) -> Iterator[ast.Call]:
    return (call for call in module.once(_calls, words) if _may_run(module, call))


def _may_run(module: Module, call: ast.Call) -> bool:
    """Whether a call is made: by the arguments of its function; when its file is imported, if it stands in none."""
    if module.function(call) is None:
        return not module.graph.is_guarded(call)
    return module.contexts.may_run(call)


def _calls(module: Module, words: frozenset[str]) -> Iterator[ast.Call]:
    """The same calls, and those beside them that are not made."""
    for function in speaking_functions(module, words):
        yield from function.calls
    for file in _speaking(module, imported_files(module), words):
        yield from (call for call in file.calls if module.function(call) is None)


def _functions(module: Module, words: frozenset[str]) -> list[FunctionInfo]:
    if module.is_alone:
        return []
    graph, file_of = module.graph, module.ev.file
    known = (*graph.callers, *graph.called, *module.foreign_worker_functions)
    speaking = _speaking(module, {file_of(function.node) for function in known} - {module.found}, words)
    begin = [function for function in known if file_of(function.node) in speaking]
    reached = graph.reached_from(begin) if begin else set()
    files = _speaking(module, {file_of(function.node) for function in reached} - {module.found}, words)
    return graph.in_order(function for function in reached if file_of(function.node) in files)


def _speaking(module: Module, files: Iterable[Collected], words: frozenset[str]) -> set[Collected]:
    """Those of the files that hold one of the words."""
    return {file for file in files if module.ev.project.holds(file, words)}
