"""Where code that runs in a worker reads what the module binds, on targets whose workers import the module anew."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mpcheck.findings import Confidence
from mpcheck.model.globals import GlobalUse
from mpcheck.model.module import Module
from mpcheck.model.scopes import ClassInfo, FunctionInfo
from mpcheck.model.tasks import Task
from mpcheck.model.values import BoundMethod, ClassRef, Function, Instance, Partial, Value
from mpcheck.rules.lifecycle.reaching import is_kept_out
from mpcheck.targets import Target


@dataclass(frozen=True, slots=True)
class WorkerRead:
    """One read in a function that runs in workers; ``tasks`` are those that lead to it."""

    use: GlobalUse
    function: FunctionInfo
    tasks: tuple[Task, ...]
    targets: frozenset[Target]

    @property
    def confidence(self) -> Confidence:
        """High where some task certainly runs what it is said to run."""
        return Confidence.HIGH if any(len(task.callables) == 1 for task in self.tasks) else Confidence.MEDIUM


def worker_reads(module: Module, uses: Iterable[GlobalUse], *, served: bool = False) -> Iterator[WorkerRead]:
    """The uses that workers, and perhaps the servers of managers, reach where they do not inherit the parent's memory."""
    for use in uses:
        if use.function is not None and not module.graph.is_guarded(use.node):
            reached = [*module.worker_tasks.get(use.function, ())]
            reached += module.served_tasks.get(use.function, ()) if served else ()
            tasks = tuple(task for task in reached if is_found_by_import(module, task))
            targets = non_fork_targets(module, tasks, use.node)
            if targets and not is_kept_out(module, use.node, tasks):
                yield WorkerRead(use, use.function, tasks, targets)


def non_fork_targets(module: Module, tasks: Iterable[Task], node: ast.AST) -> frozenset[Target]:
    """The targets on which one of the tasks runs in a process that imported the module by itself."""
    targets = {target for task in tasks for target in module.targets_of(task.event)}
    return module.narrow(node, (target for target in targets if target.start_method != "fork"))


def is_found_by_import(module: Module, task: Task) -> bool:
    """Whether a worker that imports the module finds a callable of the task there, so that the task gets to run."""
    return any(_is_found(module, one) for one in task.callables)


def _is_found(module: Module, one: Value) -> bool:
    if isinstance(one, Partial):
        return _is_found(module, one.function)
    if isinstance(one, BoundMethod):
        return _is_found(module, one.receiver)
    info: FunctionInfo | ClassInfo | None = one.info if isinstance(one, (Function, ClassRef, Instance)) else None
    return info is not None and not info.is_local and not module.graph.is_guarded(info.node)


def workers_share_import(target: Target) -> bool | None:
    """Whether workers are copies of a process that imported the main module and is not the parent.

    From Python 3.14 on the server of forkserver is; in 3.13 it depends on the micro version (None).
    """
    if target.start_method != "forkserver":
        return False
    return None if target.python == (3, 13) else target.python > (3, 13)


def targets_without_common(reads: Iterable[WorkerRead], *, by_parent: bool) -> set[Target]:
    """The targets on which those who use what an import makes do not have the same object.

    Workers that share an import share what it made with each other, but not with the parent.
    """
    targets = {target for read in reads for target in read.targets}
    return {target for target in targets if by_parent or workers_share_import(target) is False}
