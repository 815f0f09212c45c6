"""On which targets workers have the parent's objects, and not their own."""

from __future__ import annotations

import ast

from mpcheck.model.inherited import Inherited
from mpcheck.model.module import Module
from mpcheck.rules.shared.worker_reads import workers_share_import
from mpcheck.targets import Target


def targets_that_inherit(module: Module, one: Inherited, *, several: bool) -> frozenset[Target]:
    """The targets on which the workers are copies of the process that has the object.

    Of several workers that the server of forkserver forks, each has what its import of the program made.
    """
    preloaded = several and one.by_import
    targets = {target for task in one.tasks for target in module.targets_of(task.event)}
    inherit = {t for t in targets if t.start_method == "fork" or (preloaded and workers_share_import(t) is True)}
    return frozenset(target for use in one.uses for target in module.narrow(use, inherit))


def places_of_use(one: Inherited) -> list[tuple[ast.AST, str]]:
    """Where a worker uses the object, and what starts it."""
    return [(one.uses[0], "a worker uses it here"), (one.tasks[0].event.call, "leads to this use in a worker process")]
