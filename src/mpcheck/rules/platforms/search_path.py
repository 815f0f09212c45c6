"""Whether a program is given an environment in which its folder has been chosen."""

from __future__ import annotations

import ast

from mpcheck.model import filling, iteration
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.values import Collection, Const, External, Object, Value, Values

_INHERITED = "os.environ"
#: Where the system keeps its programs: no folder is chosen by that.
_DEFAULT = "os.defpath"


def may_choose_path(module: Module, event: Event) -> bool:
    """Whether the environment that a program gets may have a search path made for it."""
    written = event.argument("env")
    if written is None:
        return False
    seen: set[Value] = set()
    stack = [(one, written) for one in event.evaluate(written)]
    while stack:
        one, node = stack.pop()
        parts = _parts(one)
        if one in seen or (parts is not None and _may_be_changed(module, one)):
            return True
        if parts is None and not _is_inherited(one, node):
            return True
        seen.add(one)
        for key, held in parts or ():
            values = module.values(held, getattr(one, "context", None))
            if key is None:
                stack += [(inner, held) for inner in values]
            elif not _leaves_path(key, values):
                return True
    return False


def _parts(one: Value) -> list[tuple[ast.expr | None, ast.expr]] | None:
    """The keys and values of a dict, a value without a key for a dict that is merged in; None for what is no dict."""
    if isinstance(one, Collection) and isinstance(one.node, ast.Dict):
        return list(zip(one.node.keys, one.node.values, strict=True))
    if isinstance(one, Object) and one.name == "builtins.dict" and isinstance(one.call, ast.Call):
        named = [(ast.Constant(word.arg) if word.arg else None, word.value) for word in one.call.keywords]
        return [*((None, given) for given in one.call.args), *named]
    return None


def _is_inherited(one: Value, node: ast.expr) -> bool:
    """Whether an environment is that of this process, or a copy that is made in place."""
    is_copy = isinstance(one, Object) and one.name == f"{_INHERITED}.copy" and one.call is node
    return is_copy or one == External(_INHERITED) or (isinstance(one, Const) and one.value is None)


def _leaves_path(key: ast.expr, values: Values) -> bool:
    return isinstance(key, ast.Constant) and (key.value != "PATH" or values == {External(_DEFAULT)})


def _may_be_changed(module: Module, one: Value) -> bool:
    """Whether other code may put a search path into a dict: the file names it anywhere else."""
    made = iteration.made_at(one)
    named = (node for node in module.found.nodes_of(ast.Constant) if node.value in ("PATH", "VIRTUAL_ENV"))
    return bool(filling.contents(module.ev).get(made)) or any(module.parent(node) is not made for node in named)
