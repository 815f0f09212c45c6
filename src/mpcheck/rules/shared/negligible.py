"""Numbers so small that they only part what is equal: that they are drawn alike does no harm."""

from __future__ import annotations

import ast

from mpcheck.model.calling import argument
from mpcheck.model.displays import last_name
from mpcheck.model.module import Module
from mpcheck.model.values import Const

#: Nobody looks at noise below this.
_SMALL = 1e-6
#: Between or around which numbers, the second of which says how far they are spread, others are drawn.
_BOUNDS = {"uniform": ("low", "high"), "normal": ("loc", "scale")}


def is_negligible(module: Module, drawn: ast.Call) -> bool:
    """Whether numbers are next to nothing: ``uniform(0, 1e-12)``, ``1e-9 * rand(n)``."""
    around = module.parent(drawn)
    if isinstance(around, ast.BinOp) and isinstance(around.op, ast.Mult):
        return _is_small(module, around.left if around.right is drawn else around.right)
    params = _BOUNDS.get(last_name(drawn.func), ("", ""))
    start, end = (argument(drawn, params, name) for name in params)
    return end is not None and _is_small(module, end) and (start is None or _is_small(module, start))


def _is_small(module: Module, node: ast.expr) -> bool:
    values = module.values(node)
    return bool(values) and all(
        isinstance(one, Const) and isinstance(one.value, (int, float)) and abs(one.value) <= _SMALL for one in values
    )
