"""Whether a program is given an environment in which its folder has been chosen."""

from __future__ import annotations

import ast

from mpcheck.model import iteration
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.values import Collection, Const, External, Object, Value, Values

_INHERITED = "os.environ"
#: Where the system keeps its programs: no folder is chosen by that.
_DEFAULT = "os.defpath"


def may_choose_path(module: Module, event: Event) -> bool:
    """Whether the environment that a program gets may have a search path made for it."""
    written = event.argument("env")
    return written is not None and not all(_leaves_path(module, one, written) for one in event.evaluate(written))


def _leaves_path(module: Module, one: Value, written: ast.expr) -> bool:
    """Whether an environment surely has the search path of this process, or none but the default."""
    parts: list[tuple[ast.expr | None, ast.expr]]
    if isinstance(one, Collection) and isinstance(one.node, ast.Dict):
        parts = list(zip(one.node.keys, one.node.values, strict=True))
    elif isinstance(one, Object) and one.name == "builtins.dict" and isinstance(one.call, ast.Call):
        parts = [(None, given) for given in one.call.args]
        parts += [(ast.Constant(word.arg) if word.arg else None, word.value) for word in one.call.keywords]
    else:
        is_copy = isinstance(one, Object) and one.name == f"{_INHERITED}.copy" and one.call is written
        return is_copy or one == External(_INHERITED) or (isinstance(one, Const) and one.value is None)
    if iteration.contents(module.ev).get(iteration.made_at(one)) or _speaks_of_path(module, one):
        return False
    return all(_is_harmless(module, key, held, module.values(held, one.context)) for key, held in parts)


def _is_harmless(module: Module, key: ast.expr | None, held: ast.expr, values: Values) -> bool:
    if key is None:
        return all(_leaves_path(module, one, held) for one in values)
    if not isinstance(key, ast.Constant):
        return False
    return key.value != "PATH" or values == {External(_DEFAULT)}


def _speaks_of_path(module: Module, one: Collection | Object) -> bool:
    """Whether the file names the search path anywhere but in the dict itself, which other code may change."""
    named = (node for node in module.found.nodes_of(ast.Constant) if node.value in ("PATH", "VIRTUAL_ENV"))
    return any(module.parent(node) is not iteration.made_at(one) for node in named)
