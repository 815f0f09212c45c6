"""Whether a program is given an environment in which its folder has been chosen."""

from __future__ import annotations

import ast

from mpcheck.model import filling, iteration, mappings
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.values import Const, External, Object, Param, Value, Values

_INHERITED = "os.environ"
#: Where the system keeps its programs: no folder is chosen by that.
_DEFAULT = "os.defpath"


def may_choose_path(module: Module, event: Event) -> bool:
    """Whether the environment that a program gets may have a search path made for it."""
    written = event.argument("env")
    if written is None:
        return False
    seen: set[Value] = set()
    stack = [(one, written) for one in _known(event.evaluate(written))]
    while stack:
        one, node = stack.pop()
        if one in seen:
            return True
        seen.add(one)
        if not mappings.is_dict(one):
            if not _is_inherited(one, node):
                return True
            continue
        named, merged = mappings.written(one)
        values = [(key, module.values(held, one.context)) for key, held in named]
        if _may_be_changed(module, one) or not all(_leaves_path(key, held) for key, held in values):
            return True
        stack += [(inner, held) for held in merged for inner in _known(module.values(held, one.context))]
    return False


def _known(values: Values) -> Values:
    """The values without what may stand beside them because an annotation promises an object and no more."""
    promised = frozenset(one for one in values if isinstance(one, Param) and one.derived)
    return values - promised or values


def _is_inherited(one: Value, node: ast.expr) -> bool:
    """Whether an environment is that of this process, or a copy that is made in place."""
    is_copy = isinstance(one, Object) and one.name == f"{_INHERITED}.copy" and one.call is node
    return is_copy or one == External(_INHERITED) or (isinstance(one, Const) and one.value is None)


def _leaves_path(key: object, values: Values) -> bool:
    return isinstance(key, str) and (key != "PATH" or values == {External(_DEFAULT)})


def _may_be_changed(module: Module, one: Value) -> bool:
    """Whether other code may put a search path into a dict: its file, or this one, names it anywhere else."""
    made = iteration.made_at(one)
    files = [module.found] if made is None else dict.fromkeys((module.found, module.ev.file(made)))
    named = (n for file in files for n in file.nodes_of(ast.Constant) if n.value in ("PATH", "VIRTUAL_ENV"))
    return bool(filling.contents(module.ev).get(made)) or any(module.parent(node) is not made for node in named)
