"""Callables that the source hands to processes, as far as they can be had by importing it."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mpcheck import source
from mpcheck.analysis import Analysis
from mpcheck.discover import discover
from mpcheck.findings import Location, ScanError
from mpcheck.pickling.report import PicklingReport, Problem
from mpcheck.pickling.target import Target
from mpcheck.pickling.trial import Limits, try_object
from mpcheck.settings import SettingsFinder

if TYPE_CHECKING:
    from mpcheck.model.module import Module
    from mpcheck.model.scopes import FunctionInfo, Scope
    from mpcheck.model.tasks import Task

_PARTIAL = "functools.partial"


@dataclass(frozen=True)
class Submission:
    """A callable where it is handed over: ``target`` is None where only a run of the program has it."""

    location: Location
    text: str
    target: Target | None

    @property
    def title(self) -> str:
        return f"{self.location.path}:{self.location.line}:{self.location.column} {self.text}"

    def attempt(self, python: str | None, limits: Limits, methods: Sequence[str]) -> PicklingReport:
        """Try it for real."""
        if self.target is None:
            problem = Problem(
                "it exists only while its function runs, or calling something makes it",
                "define it at module level, or name an object of its kind: mpcheck pickle FILE:NAME",
            )
            return PicklingReport(self.title, python, error=problem)
        return try_object(self.target, python, limits, methods)


def submitted(paths: Iterable[str], analysis: Analysis) -> tuple[list[Submission], list[ScanError]]:
    """The callables that the files and folders send to processes, each once, and what could not be read.

    Nothing is imported yet.
    """
    finder = SettingsFinder(analysis.codes())
    candidates, errors = discover(paths, finder.of_folder)
    found: dict[tuple[Location, str], Submission] = {}
    for candidate in candidates:
        try:
            data = source.read(candidate.path)
            if not any(trigger in data for trigger in analysis.triggers()):
                continue
            text = source.decode(data)
            tree = source.parse(text)
        except source.UncheckableError as error:
            errors.append(ScanError(candidate.shown, error.line, error.message, error.code))
            continue
        targets = finder.of_folder(os.path.dirname(candidate.path)).targets
        module = analysis.module(candidate.shown, text, tree, targets, candidate.path)
        found |= {(one.location, one.text): one for one in _of_module(module)}
    return list(found.values()), errors + finder.errors


def _of_module(module: Module) -> Iterator[Submission]:
    for task in module.tasks:
        if task.where == "process":
            text = " ".join(ast.unparse(task.node).split())
            submission = Submission(module.location(task.node), text, None)
            yield replace(submission, target=_target(module, task, submission.title))


def _target(module: Module, task: Task, title: str) -> Target | None:
    if _is_had_by_importing(module, task.node):
        return _target_in(module, module.scope(task.node), title, ast.unparse(task.node))
    functions = module.functions(task.callables)
    if isinstance(task.node, ast.Name) and len(functions) == len(task.callables) == 1:
        return _named(module, functions.pop(), title)
    return None


def _named(module: Module, function: FunctionInfo, title: str) -> Target | None:
    """A function that another name, in a function, stands for."""
    if function.is_local or function.is_lambda or function.cls is not None:
        return None
    return _target_in(module, function.outer, title, function.name)


def _target_in(module: Module, scope: Scope, title: str, expression: str) -> Target | None:
    """The expression in the file of a scope; a file of a package is imported, another plays the main module."""
    file = module.found.index.file_of[list(scope.chain())[-1]].file
    in_package = os.path.isfile(os.path.join(os.path.dirname(file), "__init__.py"))
    return Target(title, file, None, expression, call=None, as_main=not in_package) if file else None


def _is_had_by_importing(module: Module, node: ast.expr) -> bool:
    """Whether the expression means the same at the end of the module, and evaluating it calls nothing but partial."""
    if isinstance(node, ast.Lambda | ast.Constant):
        return True
    if isinstance(node, ast.Name):
        return _is_global(module, node)
    if isinstance(node, ast.Attribute):
        return _is_had_by_importing(module, node.value)
    if isinstance(node, ast.Call) and module.external_name(node.func) == _PARTIAL:
        arguments = [node.func, *node.args, *(keyword.value for keyword in node.keywords)]
        return all(_is_had_by_importing(module, one) for one in arguments)
    return False


def _is_global(module: Module, name: ast.Name) -> bool:
    for scope in module.scope(name).chain():
        if scope.is_module or name.id in scope.declared_global:
            return True
        if name.id in scope.bindings:
            return False
    return True
