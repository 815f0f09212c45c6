"""Whether an expression that workers evaluate comes out the same in several of them, whatever it is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from mpcheck.model import attributes, calling, constructors
from mpcheck.model.collect import COMPREHENSIONS
from mpcheck.model.module import Module
from mpcheck.model.parents import loops_around
from mpcheck.model.scopes import FunctionInfo, Scope
from mpcheck.model.tasks import Task
from mpcheck.model.values import CallContext, Const, Instance, Values
from mpcheck.rules.shared.several_workers import has_one_worker, is_of_pool

#: Functions and methods whose results are equal in all processes where their arguments are.
_FUNCTIONS = {
    *(f"os.path.{name}" for name in ("join", "abspath", "realpath", "dirname", "normpath", "expanduser")),
    *(f"pathlib.{name}" for name in ("Path", "PurePath", "Path.home", "Path.cwd")),
    *("os.getcwd", "os.fspath", "tempfile.gettempdir", "builtins.str"),
}
_METHODS = {"joinpath", "with_name", "with_suffix", "resolve", "absolute", "expanduser", "as_posix"}
_MAX_STEPS = 40
#: Where the names of an expression are bound, and the expression.
_Key: TypeAlias = tuple[frozenset[ast.AST], str]


class VariesError(Exception):
    """An expression may come out differently in each process."""


@dataclass(frozen=True, slots=True)
class Given:
    """An expression of the parent that decides what the workers get."""

    node: ast.expr
    bound: frozenset[ast.AST]

    @property
    def key(self) -> _Key:
        return self.bound, ast.dump(self.node)


def workers_with_the_same(module: Module, node: ast.expr, tasks: list[Task]) -> list[Task]:
    """The tasks that run in several workers for which ``node``, in a function of workers, comes out the same."""
    function = module.function(node)
    groups: dict[frozenset[_Key], tuple[list[Given], list[Task]]] = {}
    for context in module.contexts.of(function) if function is not None else ():
        task = _task_of(context, tasks)
        if task is not None:
            try:
                given = list(_Search(module, module.function(task.event.call)).sources(node, context))
            except VariesError:
                continue
            sources, users = groups.setdefault(frozenset(one.key for one in given), ([], []))
            sources += given
            users += [task] if task not in users else []
    return next((users for given, users in groups.values() if given and _are_several(module, given, users)), [])


def is_constant(module: Module, node: ast.expr) -> bool:
    """Whether an expression is the same in each process, since nothing that a caller passes is in it."""
    try:
        return not list(_Search(module).sources(node, None))
    except VariesError:
        return False


def _task_of(context: CallContext | None, tasks: list[Task]) -> Task | None:
    """The task whose worker makes a call."""
    while context is not None and context.call is not None:
        for task in tasks:
            if context.call.func is task.node:
                return task
        context = context.caller
    return None


def _are_several(module: Module, given: list[Given], tasks: list[Task]) -> bool:
    """Whether more than one process gets what was given: by its pool, by several starts, or by a loop after it was bound."""
    if len(tasks) > 1:
        return True
    (task,) = tasks
    if is_of_pool(task):
        return not has_one_worker(task)
    loops = [
        *loops_around(module, task.event.call),
        *(loop for one in given for loop in loops_around(module, one.node)),
    ]
    return bool(loops)


class _Search:
    """The expressions of the parent from which one of a worker is made."""

    def __init__(self, module: Module, starter: FunctionInfo | None = None) -> None:
        self.module = module
        #: The function that starts the worker.
        self.starter = starter
        self.steps = 0

    def sources(self, node: ast.expr, context: CallContext | None) -> Iterator[Given]:
        self.steps += 1
        if self.steps > _MAX_STEPS:
            raise VariesError
        if isinstance(node, ast.Name) and node.id != "__file__":
            yield from self._of_name(node, context)
        elif isinstance(node, ast.Attribute) and node.attr != "parent":
            yield from self._of_attribute(node, context)
        elif isinstance(node, ast.Subscript):
            yield from self._of_parent(node)
        else:
            for part in self._parts(node):
                yield from self.sources(part, context)

    def _parts(self, node: ast.expr) -> list[ast.expr]:
        """The expressions that alone decide what another is."""
        if isinstance(node, ast.Call) and not node.keywords:
            function = node.func
            if self.module.external_name(function) in _FUNCTIONS:
                return node.args
            if isinstance(function, ast.Attribute) and function.attr in _METHODS:
                return [function.value, *node.args]
        elif isinstance(node, ast.BinOp):
            return [node.left, node.right]
        elif isinstance(node, ast.JoinedStr):
            return node.values
        elif isinstance(node, (ast.FormattedValue, ast.Attribute)):
            return [node.value]
        elif isinstance(node, ast.Constant) or (isinstance(node, ast.Name) and node.id == "__file__"):
            return []
        raise VariesError

    def _of_name(self, node: ast.Name, context: CallContext | None) -> Iterator[Given]:
        home = _home(self.module, node)
        bindings = self.module.ev.reaching.bindings(node, home)
        function = home.function
        if function is not None and all(binding.kind == "param" for binding in bindings):
            yield from self._of_parameter(node, function, context)
        elif not self._runs_by_import_or_worker(node):
            yield from self._of_parent(node)
        elif not _is_literal(self.module.values(node, context)):
            (binding,) = bindings if len(bindings) == 1 else (None,)
            if binding is None or binding.kind != "assign" or binding.value is None or binding.path:
                raise VariesError
            yield from self.sources(binding.value, context if function is not None else None)

    def _of_parameter(self, node: ast.Name, function: FunctionInfo, context: CallContext | None) -> Iterator[Given]:
        inner = context.find(function) if context is not None else None
        if function in self.module.worker_tasks or (inner is not None and function is not self.starter):
            if inner is None:
                raise VariesError
            yield from self._of_argument(inner, node.id)
        else:
            callers = [inner] if inner is not None else self.module.contexts.of(function)
            yield from self._of_callers(node, callers) or self._of_parent(node)

    def _of_callers(self, node: ast.Name, callers: list[CallContext]) -> list[Given]:
        """What those who call a function of the parent pass, whose loops may start several workers with it.

        Nothing where it varies: it is still the same for all workers that one call of the function starts.
        """
        if loops_around(self.module, node):
            return []
        try:
            return [given for one in callers for given in self._of_argument(one, node.id)]
        except VariesError:
            return []

    def _of_argument(self, context: CallContext, name: str) -> Iterator[Given]:
        """What a call passes for a parameter."""
        names = [parameter.arg for parameter in context.function.parameters]
        if name in names[: len(context.leading)]:
            if not _is_literal(context.leading[names.index(name)]):
                raise VariesError
            return
        if context.call is None or calling.has_hidden_arguments(context.call):
            raise VariesError
        passed = calling.argument(context.call, names, name, len(context.leading))
        default = context.function.default(name)
        if passed is not None:
            yield from self.sources(passed, context.caller)
        elif default is not None:
            yield from self.sources(default, None)
        else:
            raise VariesError

    def _of_attribute(self, node: ast.Attribute, context: CallContext | None) -> Iterator[Given]:
        """What the object got when it was made, or a constant."""
        if not self._runs_by_import_or_worker(node):
            yield from self._of_parent(node)
        elif not _is_literal(self.module.values(node, context)):
            ev = self.module.ev
            owners = [one for one in self.module.values(node.value, context) if isinstance(one, Instance)]
            classes = [here for owner in owners for here in attributes.bases(ev, owner.info)]
            writes = [write for here in classes for write in here.attributes.get(node.attr, ())]
            if len(owners) != 1 or owners[0].call is None or len(writes) != 1:
                raise VariesError
            write, contexts = writes[0], constructors.writing_contexts(ev, owners[0], writes[0].method)
            if write.value is None or write.path or contexts == [None]:
                raise VariesError
            for one in contexts:
                yield from self.sources(write.value, one)

    def _runs_by_import_or_worker(self, node: ast.expr) -> bool:
        function = self.module.function(node)
        if function is None:
            return not self.module.graph.is_guarded(node)
        return function in self.module.worker_tasks

    def _of_parent(self, node: ast.expr) -> Iterator[Given]:
        """The expression itself, unless what it is made of is bound again for each worker."""
        if self._runs_by_import_or_worker(node) or any(isinstance(sub, ast.Call) for sub in ast.walk(node)):
            raise VariesError
        bound: set[ast.AST] = set()
        repeated = set(loops_around(self.module, node))
        for name in (sub for sub in ast.walk(node) if isinstance(sub, ast.Name)):
            home = _home(self.module, name)
            if isinstance(home.node, COMPREHENSIONS):
                raise VariesError
            for binding in self.module.ev.reaching.bindings(name, home):
                bound.add(binding.node)
                statement = binding.statement
                if statement is not None and repeated & {statement, *loops_around(self.module, statement)}:
                    raise VariesError
        if not bound or self._is_changed(node):
            raise VariesError
        yield Given(node, frozenset(bound))

    def _is_changed(self, node: ast.expr) -> bool:
        """Whether the file assigns to such an attribute or item."""
        found = self.module.found
        if isinstance(node, ast.Attribute):
            return any(store.attr == node.attr and self._in_loop(store) for store, *_ in found.attribute_stores)
        if isinstance(node, ast.Subscript):
            changed = ast.dump(node.value)
            return any(ast.dump(one.container) == changed and self._in_loop(one.node) for one in found.mutations)
        return False

    def _in_loop(self, node: ast.AST) -> bool:
        return bool(loops_around(self.module, node))


def _home(module: Module, name: ast.Name) -> Scope:
    """The scope that binds a name of the scanned code."""
    for scope in module.scope(name).chain():
        if name.id in scope.bindings:
            return scope
    raise VariesError


def _is_literal(values: Values) -> bool:
    """Whether the values are one constant; None only stands for what is given later."""
    return len(values) == 1 and all(isinstance(one, Const) and one.value is not None for one in values)
