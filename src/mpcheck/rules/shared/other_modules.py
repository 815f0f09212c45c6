"""What the parent changes in modules of the project other than this one, and workers that import them anew miss."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from mpcheck.model.accesses import access, reads_of_self, touched
from mpcheck.model.conditions import conditions
from mpcheck.model.exclusive import are_opposed
from mpcheck.model.module import Module
from mpcheck.model.module_state import StateUse, state_uses, uses_by
from mpcheck.model.named_stores import is_set_by_worker
from mpcheck.model.parents import Parent
from mpcheck.model.scopes import Collected, FunctionInfo
from mpcheck.model.tasks import Task
from mpcheck.model.values import ClassRef, Instance, only
from mpcheck.rules.shared.late_imports import changes_by_imports, imported_by_parent
from mpcheck.rules.shared.worker_reads import is_found_by_import, non_fork_targets
from mpcheck.targets import Target


@dataclass(frozen=True, slots=True)
class MissedChange:
    """A task that reads what the parent has changed.

    ``sent`` is the call of this file that sends it, or lets another file send it, ``at`` is where this file makes the
    change.
    """

    sent: ast.Call
    read: StateUse
    write: StateUse
    at: ast.AST
    targets: frozenset[Target]

    @property
    def name(self) -> str:
        """What is changed, with the name of its module; an attribute where the worker asks for one."""
        path = PurePosixPath(self.write.owner.path)
        module = path.parent.name if path.stem == "__init__" else path.stem
        attribute = self.write.attribute if self.read.attribute else ""
        return ".".join(part for part in (module, self.write.name, attribute) if part)

    @property
    def is_bound_by_import(self) -> bool:
        """Whether importing the module gives the name a value."""
        return binds_by_import(self.write.owner, self.write.name)

    def place(self, module: Module) -> tuple[ast.AST, list[tuple[ast.AST, str]]]:
        """Where a finding of this file stands, and what belongs to it."""
        here = module.is_here(self.read.node)
        where = (self.sent, "leads to it in a worker process") if here else (self.read.node, "read here")
        return self.read.node if here else self.sent, [(self.at, "changed here, which workers do not run"), where]


def binds_by_import(file: Collected, name: str) -> bool:
    """Whether importing a file gives a name of its module a value."""
    bindings = file.module.bindings.get(name, ())
    return any(one.owner is None and one.kind not in ("annotation", "del") for one in bindings)


def _calls_sending(module: Module, task: Task) -> list[ast.Call]:
    """The calls of this file that send a task, or let another file send it."""
    site = next((site for site in reversed(task.event.sites) if module.is_here(site)), None)
    return module.contexts.calls_here(task.event.call) if site is None else [site]


def missed_changes(module: Module) -> list[MissedChange]:
    """For each task of the file the first such read, where no worker makes the change itself."""
    return module.once(_missed_changes)


def _missed_changes(module: Module) -> Iterator[MissedChange]:
    parent = Parent(module)
    tasks = [task for task in module.reached_tasks if task.where == "process"]
    changes = list(_changes_of_parent(module, parent)) if tasks else []
    late = list(imported_by_parent(module, parent)) if tasks else []
    if not (changes or late):
        return
    reached = {task: module.graph.reached_from(module.functions(task.callables)) for task in tasks}
    changes += changes_by_imports(module, late, set().union(*reached.values()))
    uses = {task: list(_uses_in(module, reached[task])) for task in tasks}
    if module.graph.is_cut_off:
        return  # workers do more than is known: perhaps the same change
    changed_by_workers = {use.key for task in tasks for use in uses[task] if use.is_change}
    for task in tasks:
        if task.role == "task" and is_found_by_import(module, task):
            yield from _missed_by(module, parent, task, uses[task], changes, changed_by_workers)


def _missed_by(
    module: Module,
    parent: Parent,
    task: Task,
    uses: list[StateUse],
    changes: list[tuple[StateUse, ast.AST]],
    changed_by_workers: set[tuple[Collected, str]],
) -> Iterator[MissedChange]:
    targets = non_fork_targets(module, [task], task.event.call)
    calls = _calls_sending(module, task)
    for read in uses if targets else ():
        for write, at in changes:
            both_here = write.owner is module.found and module.is_here(read.node)  # read and written by this file's own
            is_same = write.key == read.key and read.key not in changed_by_workers and not both_here
            is_meant = is_same and _concerns(module, read, write) and not _is_set_otherwise(module, write)
            if is_meant and are_opposed(module.ev, write.node, task.event.call):
                continue  # a switch for processes is off
            # What one call of another file's function both changes and sends is a matter of that file.
            late = [call for call in calls if call is not at and parent.may_precede(at, call)] if is_meant else ()
            if late and (made := module.narrow(at, module.narrow(write.node, targets))):
                yield MissedChange(late[0], read, write, at, made)
                return


def _concerns(module: Module, read: StateUse, write: StateUse) -> bool:
    """Whether a use may see what a write changed: the object, that attribute of it, or a method that reads it."""
    if not write.attribute or read.attribute == write.attribute:
        return True
    values = module.values(read.node)
    if not read.attribute:
        return not any(only(ClassRef, values))
    return any(reads_of_self(module, one, read.attribute, write.attribute) for one in only(Instance, values))


def _is_set_otherwise(module: Module, write: StateUse) -> bool:
    """Whether the name holds something of multiprocessing, which is handed over, or workers set attributes by names that are unknown."""
    if write.attribute and is_set_by_worker(module, write.owner):
        return True
    held = (module.ev.binding(binding, None) for binding in write.owner.module.bindings.get(write.name, ()))
    return any(module.kind(one) for values in held for one in values)


def _changes_of_parent(module: Module, parent: Parent) -> Iterator[tuple[StateUse, ast.AST]]:
    """The changes that only the parent makes, here or in functions of other files that it calls from here."""
    bound = module.found.module.bindings
    imported = {name for name, given in bound.items() if all(one.kind == "import" for one in given)}
    for node in touched(module, (node for node in module.found.names if node.id in imported)):
        for use in uses_by(module, node, module.function(node)) if access(module, node).ends != "read" else ():
            if use.is_change and use.owner is not module.found and parent.runs(use.node):
                yield use, use.node
    for call in module.found.calls:
        called = {info for info in module.functions(module.values(call.func)) if not module.is_here(info.node)}
        if called and parent.runs(call):
            again = {info for info in called if _is_called_by_import(module, info, call)}
            changes = [use for use in _uses_in(module, called - again) if use.is_change]
            changes += _bound_further_on(module, called - again)
            if changes and not any(_is_handed(module, info) for info in called):
                yield from ((use, call) for use in changes)


def _bound_further_on(module: Module, functions: set[FunctionInfo]) -> Iterator[StateUse]:
    """What functions of other files bind by functions that they call in any case, and importing these files does not bind.

    Whatever else is changed so far away, such as a cache, may be there for the parent alone.
    """
    module.graph.follow((), wanted=functions)
    called = {
        inner
        for function in functions
        for inner in module.graph.callees.get(function, ())
        if not module.is_here(inner.node)
        and any(
            module.function(edge.call) is function and not conditions(module.ev, edge.call)
            for edge in module.graph.callers.get(inner, ())
        )
    }
    uses = _uses_in(module, called - functions)
    return (use for use in uses if use.is_change and not use.attribute and not binds_by_import(use.owner, use.name))


def _is_called_by_import(module: Module, info: FunctionInfo, call: ast.Call) -> bool:
    """Whether importing the file of a function calls it as this call does: workers that import it do the same."""
    given = [ast.dump(one) for one in (*call.args, *call.keywords)]
    if any(isinstance(node, (ast.Name, ast.Call)) for one in call.args + call.keywords for node in ast.walk(one)):
        return False
    same = (
        one
        for one in module.ev.file(info.node).named_calls.of([info.name])
        if [ast.dump(argument) for argument in (*one.args, *one.keywords)] == given
    )
    return any(
        isinstance(module.parent(module.statement(one)), ast.Module)
        and info in module.functions(module.values(one.func))
        for one in same
    )


def _is_handed(module: Module, info: FunctionInfo) -> bool:
    """Whether a function is also an argument of a call: whoever gets it may let each worker run it."""
    arguments = (node for call in module.found.calls for node in (*call.args, *(one.value for one in call.keywords)))
    named = (node for node in arguments if isinstance(node, (ast.Name, ast.Attribute)))
    return any(info in module.functions(module.values(node)) for node in named)


def _uses_in(module: Module, functions: set[FunctionInfo]) -> Iterator[StateUse]:
    files = {module.ev.file(function.node): None for function in module.graph.in_order(functions)}
    for file in files:
        yield from state_uses(module, file, functions)
