"""Where the environment is changed and asked for: which variables, and to what they are set."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from mpcheck.model import mappings
from mpcheck.model.displays import text_parts
from mpcheck.model.iteration import constant
from mpcheck.model.module import Module
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.values import Const, only

_ENVIRON = "os.environ"
_SETTERS = {f"{_ENVIRON}.{name}" for name in ("update", "setdefault", "pop", "popitem", "clear")} | {"os.putenv"}
GETTERS = {f"{_ENVIRON}.{name}" for name in ("get", "setdefault", "pop")} | {"os.getenv"}
#: Changes it for as long as a block runs.
_PATCH = "unittest.mock.patch.dict"
#: What is given a whole dict of variables.
_MERGING = {f"{_ENVIRON}.update", _PATCH}
_CHANGING = _SETTERS | {_PATCH}


@dataclass(frozen=True, slots=True)
class Change:
    """A place that changes the environment.

    ``set_to`` are the values that are written there, none where one of them is not.  ``variables`` are the names of those
    that it may change, None where any may be, or any with this ``beginning``.  ``through`` is the call of this file, if it is
    done in a function of another one.
    """

    node: ast.expr
    set_to: tuple[ast.expr, ...]
    variables: frozenset[str] | None
    beginning: str = ""
    through: ast.Call | None = None

    @property
    def here(self) -> ast.expr:
        """What changes it in this file."""
        return self.through or self.node

    def may_be_of(self, name: str) -> bool:
        """Whether the change is one of a variable, as far as anything is known of what it changes."""
        return name in (self.variables or ()) or bool(self.beginning and name.startswith(self.beginning))


def changes(module: Module) -> Iterator[Change]:
    """Every place of the file that changes the environment, or calls a function of another one that does."""
    yield from _changes_by(module, module.found.nodes_of(ast.Subscript, ast.AugAssign), module.calls_of(*_CHANGING))
    for function in module.graph.callers:
        file = module.ev.file(function.node)
        if file is not module.found and ("environ" in file.text or "putenv" in file.text):
            stores = [node for node in file.nodes_of(ast.Subscript, ast.AugAssign) if module.function(node) is function]
            calls = [call for call in function.calls if module.external_name(call.func) in _CHANGING]
            for change in _changes_by(module, stores, calls):
                yield from (replace(change, through=call) for call in _calls_leading_to(module, function))


def _calls_leading_to(module: Module, function: FunctionInfo) -> Iterator[ast.Call]:
    """The calls of this file that run a function of another one for sure, be it by way of others over there."""
    stack, seen = [function], {function}
    while stack:
        edges = module.graph.callers.get(stack.pop(), ())
        for call in (one.call for one in edges if one.is_direct and not one.is_late):
            caller = module.function(call)
            if module.is_here(call):
                yield call
            elif caller is not None and caller not in seen:
                seen.add(caller)
                stack.append(caller)


def changes_in(module: Module, functions: set[FunctionInfo]) -> Iterator[Change]:
    """What functions, of this file or others, set themselves."""
    files = {module.ev.file(info.node): None for info in functions}
    stores = (node for file in files for node in file.nodes_of(ast.Subscript) if module.function(node) in functions)
    calls = (call for info in functions for call in info.calls if module.external_name(call.func) in _SETTERS - GETTERS)
    yield from _changes_by(module, stores, calls)


def _changes_by(
    module: Module, stores: Iterable[ast.Subscript | ast.AugAssign], calls: Iterable[ast.Call]
) -> Iterator[Change]:
    for node in stores:
        if isinstance(node, ast.AugAssign):
            if isinstance(node.op, ast.BitOr) and module.external_name(node.target) == _ENVIRON:
                yield _merged(module, node.target, [node.value])
        elif not isinstance(node.ctx, ast.Load) and module.external_name(node.value) == _ENVIRON:
            parent = module.parent(node)
            set_to = (parent.value,) if isinstance(parent, ast.Assign) else ()
            yield Change(node, set_to, texts(module, node.slice), _beginning(module, node.slice))
    for call in calls:
        name = module.external_name(call.func)
        if name == _PATCH and not _is_patched(module, call):
            continue
        if name in _MERGING:
            yield _merged(module, call, call.args[name == _PATCH :][:1], call.keywords)
        else:
            yield Change(call, tuple(call.args[1:2]), texts(module, *call.args[:1]))


def _is_patched(module: Module, call: ast.Call) -> bool:
    """Whether it is the environment that a patch changes for a block."""
    patched = call.args[0] if call.args else None
    if patched is None or not isinstance(module.parent(call), ast.withitem):
        return False
    return module.external_name(patched) == _ENVIRON or texts(module, patched) == frozenset((_ENVIRON,))


def _merged(module: Module, node: ast.expr, given: Sequence[ast.expr], keywords: Sequence[ast.keyword] = ()) -> Change:
    """What a dict of variables, or keywords, bring."""
    held = [mappings.constant_keys(module.ev, one) for argument in given for one in module.values(argument)]
    keys = {key for known in held for key in ((None,) if known is None else known)}
    keys |= {keyword.arg for keyword in keywords}
    written = [value for one in given if isinstance(one, ast.Dict) for value in one.values]
    is_written = all(isinstance(one, ast.Dict) for one in given)
    set_to = (*written, *(keyword.value for keyword in keywords)) if is_written else ()
    return Change(node, set_to, None if None in keys else frozenset(map(str, keys)))


def constants(module: Module, change: Change) -> list[object]:
    """The values that a change sets its variables to; none where one of them may differ from time to time."""
    found: list[object] = []
    for node in change.set_to:
        held = module.contexts.values(_spelled(module, node))
        found += [one.value for one in only(Const, held) if len(held) == 1]
    return found if len(found) == len(change.set_to) else []


def _spelled(module: Module, node: ast.expr) -> ast.expr:
    """What ``str()`` makes a text of, or the expression itself."""
    if isinstance(node, ast.Call) and len(node.args) == 1 and module.external_name(node.func) == "builtins.str":
        return node.args[0]
    return node


def overlap(some: frozenset[str] | None, others: frozenset[str] | None) -> bool:
    """Whether two changes, or a change and a question, may be of the same variable."""
    return some is None or others is None or not some.isdisjoint(others)


def asked_for(module: Module, node: ast.Name | ast.Attribute) -> frozenset[str] | None:
    """The variables that code asks for where it names something; None where it may be any."""
    name, parent = module.external_name(node), module.parent(node)
    if name in GETTERS:
        return texts(module, *parent.args[:1]) if isinstance(parent, ast.Call) else None
    if name != _ENVIRON:
        return frozenset()
    if isinstance(parent, ast.Subscript):
        return texts(module, parent.slice) if isinstance(parent.ctx, ast.Load) else frozenset()
    if isinstance(parent, ast.Compare) and isinstance(parent.ops[0], (ast.In, ast.NotIn)):
        return texts(module, parent.left)
    is_told_elsewhere = isinstance(parent, ast.Attribute) and f"{_ENVIRON}.{parent.attr}" in GETTERS | _SETTERS
    return frozenset() if is_told_elsewhere else None


def _beginning(module: Module, node: ast.expr) -> str:
    """How the name of a variable begins that is put together of several texts."""
    first = next(text_parts(node), node)
    known = constant(module.values(first)) if first is not node else ""
    return known if isinstance(known, str) else ""


def texts(module: Module, *nodes: ast.expr) -> frozenset[str] | None:
    """The strings that an expression may be; None where there is none, or it may be something else."""
    values = [one for node in nodes for one in module.values(node)]
    texts = frozenset(one.value for one in only(Const, values) if isinstance(one.value, str))
    return texts if texts and len(texts) == len(values) else None
