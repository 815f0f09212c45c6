"""What the parent process changes after the import, and which reads of workers miss it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence
from mpcheck.model.accesses import access, attribute_reads, reads_of_self
from mpcheck.model.exclusive import are_opposed
from mpcheck.model.globals import GlobalUse, import_bindings, is_no_change
from mpcheck.model.module import Module
from mpcheck.model.order import frames, step
from mpcheck.model.parents import Parent
from mpcheck.model.tasks import Task
from mpcheck.model.values import ClassRef, External, Function, Instance, Namespace, Values, only
from mpcheck.rules.shared.other_modules import binds_by_import
from mpcheck.rules.shared.worker_reads import WorkerRead

#: What a child gets from its parent under every start method.
_CARRIED_OVER = {"sys.argv", "sys.path", "os.environ"}


def writes_of_parent(module: Module, parent: Parent, name: str) -> list[GlobalUse]:
    """The changes after the import that only the parent makes; none where workers change the same."""
    defaults = import_bindings(module, name)
    values = _values(module, name)
    if not defaults or any(module.kind(one) for one in values) or _may_be_set_by_worker(module, name, values):
        return []
    later = [w for w in module.global_writes.get(name, ()) if not any(is_no_change(module, w, d) for d in defaults)]
    in_workers = {w.attribute for w in later if w.function in module.worker_tasks and w.function is not None}
    return [
        write
        for write in later
        if not in_workers & {"", write.attribute}
        and parent.runs(write.node) is not False
        and not _is_carried(write, values)
        and not _is_added(module, write, values)
    ]


def _may_be_set_by_worker(module: Module, name: str, values: Values) -> bool:
    """Whether a worker hands the object to code that may set it up: an initializer any, each one a foreign object."""
    foreign = any(only(External, values))
    for use in module.global_reads.get(name, ()):
        tasks = module.worker_tasks.get(use.function, ()) if use.function is not None else ()
        if tasks and (foreign or any(task.role == "initializer" for task in tasks)):
            how = access(module, use.node) if isinstance(use.node, ast.Name) else None
            is_argument = (
                how is not None and how.depth == 0 and isinstance(module.parent(use.node), (ast.Call, ast.keyword))
            )
            if is_argument or (how is not None and how.ends == "call" and how.depth == 1):
                return True
    return False


def _values(module: Module, name: str) -> Values:
    bindings = import_bindings(module, name)
    return frozenset(one for binding in bindings for one in module.ev.binding(binding, None))


def _is_carried(write: GlobalUse, values: Values) -> bool:
    if not write.attribute and write.how == "bind":
        return False
    changed = (f"{one.name}.{write.attribute}" if write.attribute else one.name for one in only(External, values))
    return not _CARRIED_OVER.isdisjoint(changed)


def _is_added(module: Module, write: GlobalUse, values: Values) -> bool:
    """Whether a module of the project gets a name that importing it does not bind: workers find none, see MP301."""
    stored = module.parent(write.node)
    if not isinstance(stored, ast.Attribute) or not isinstance(stored.ctx, ast.Store):
        return False
    files = [one.found for one in only(Namespace, values) if not one.found.module.star_imports]
    return any(not binds_by_import(file, stored.attr) and "__getattr__" not in file.module.bindings for file in files)


def reads_of_class(module: Module, name: str, writes: list[GlobalUse]) -> Iterator[GlobalUse]:
    """Reads of changed class attributes that go through ``self``, ``cls`` or an object."""
    for one in only(ClassRef, _values(module, name)):
        for attribute in sorted({write.attribute for write in writes} - {""}):
            for node in attribute_reads(module, one.info, attribute):
                if not (isinstance(node.value, ast.Name) and node.value.id == name):
                    yield GlobalUse(name, node, "read", module.function(node), attribute=attribute)


def missed_write(
    module: Module, parent: Parent, read: WorkerRead, writes: list[GlobalUse]
) -> tuple[GlobalUse, Confidence] | None:
    """The change that a read misses, the surest if there are several."""
    found: list[tuple[GlobalUse, Confidence]] = []
    for write in writes:
        sure = _concerns(module, read.use, write)
        if sure is None or not any(_precedes(module, parent, write, task) for task in read.tasks):
            continue
        if not module.narrow(write.node, read.targets):
            continue  # it is made only where workers get what the parent has
        clear = sure and write.certain and parent.runs(write.node) and read.confidence is Confidence.HIGH
        found.append((write, Confidence.HIGH if clear else Confidence.MEDIUM))
    return min(found, key=lambda pair: pair[1] is not Confidence.HIGH, default=None)


def _precedes(module: Module, parent: Parent, write: GlobalUse, task: Task) -> bool:
    """Whether a task may be sent after a change, and before the module's own code binds the name again."""
    if not parent.may_precede(write.node, task.event.call) or are_opposed(module.ev, write.node, task.event.call):
        return False
    if write.binding is None or write.binding.owner is not None:
        return True
    places = [step(module, node) for node in frames(module, task.event.sites).get(None, ())]
    return not places or any(
        write.binding in module.ev.reaching.at(place, write.name, module.found.module) for place in places
    )


def _concerns(module: Module, read: GlobalUse, write: GlobalUse) -> bool | None:
    """Whether a read sees what a write changed: True, False where that is likely, None where it does not."""
    values = _values(module, write.name)
    if not write.attribute:
        return True
    if read.attribute == write.attribute:
        return None if _differ_in_a_module(module, read.node, write.node) else not any(only(External, values))
    if any(only(External, values)) or any(only(ClassRef, values)) or any(only(Function, values)):
        return None
    how = access(module, read.node) if isinstance(read.node, ast.Name) else None
    if how is None or how.depth == 0:
        return False
    called = how.ends == "call" and how.depth == 1
    reads = called and any(reads_of_self(module, one, how.method, write.attribute) for one in only(Instance, values))
    return False if reads else None


def _differ_in_a_module(module: Module, read: ast.AST, write: ast.AST) -> bool:
    """Whether two uses of a package name different things in the same module of it: ``package.module.one``."""
    one, other = module.parent(read), module.parent(write)
    is_in_module = False
    while isinstance(one, ast.Attribute) and isinstance(other, ast.Attribute):
        if one.attr != other.attr:
            return is_in_module
        values = module.values(other)
        is_in_module = bool(values) and all(isinstance(value, Namespace) for value in values)
        one, other = module.parent(one), module.parent(other)
    return False
