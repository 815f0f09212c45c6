"""How long the text of an expression is at least."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model.sources import sources
from mpcheck.model.values import CallContext, Const

if TYPE_CHECKING:
    from mpcheck.model.module import Module

_UUIDS = {f"uuid.uuid{version}" for version in (1, 3, 4, 5, 6, 7, 8)}
_UUID, _HEX = 36, 32
_MAX_STEPS = 8


def shortest(module: Module, node: ast.expr, context: CallContext | None = None, steps: int = _MAX_STEPS) -> int:
    """The least number of characters of a text: of literals, format strings, sums, and texts of a UUID."""
    values = module.values(node, context)
    if values and all(isinstance(one, Const) for one in values):
        texts = [one.value if isinstance(one, Const) else "" for one in values]
        return min(len(text) if isinstance(text, (str, bytes)) else 0 for text in texts)
    if isinstance(node, ast.JoinedStr):
        return sum(_part(module, part, context, steps - 1) for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return shortest(module, node.left, context, steps - 1) + shortest(module, node.right, context, steps - 1)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        return _repeated(module, node, context, steps)
    chosen = _choices(module, node) if steps > 0 else []
    return min((shortest(module, one, context, steps - 1) for one in chosen), default=_of_uuid(module, node))


def _repeated(module: Module, node: ast.BinOp, context: CallContext | None, steps: int) -> int:
    """The length of a text that is repeated so often as a number says, on whichever side that stands."""
    for text, often in ((node.left, node.right), (node.right, node.left)):
        counts = [one.value if isinstance(one, Const) else None for one in module.values(often, context)]
        numbers = [count for count in counts if isinstance(count, int)]
        if numbers and len(numbers) == len(counts):
            return max(0, min(numbers)) * shortest(module, text, context, steps - 1)
    return 0


def _choices(module: Module, node: ast.expr) -> list[ast.expr]:
    """The expressions one of which gives the value."""
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    return sources(module.ev, node) if isinstance(node, ast.Name) else []


def _of_uuid(module: Module, node: ast.expr) -> int:
    """The number of characters of ``uuid4().hex`` and ``str(uuid4())``."""
    if isinstance(node, ast.Attribute) and node.attr == "hex" and _is_uuid(module, node.value):
        return _HEX
    whole = isinstance(node, ast.Call) and node.args and module.external_name(node.func) == "builtins.str"
    return _UUID if isinstance(node, ast.Call) and whole and _is_uuid(module, node.args[0]) else 0


def _part(module: Module, part: ast.expr, context: CallContext | None, steps: int) -> int:
    if isinstance(part, ast.FormattedValue):
        if part.format_spec is not None or part.conversion not in (-1, ord("s")):
            return 0
        return _UUID if _is_uuid(module, part.value) else shortest(module, part.value, context, steps)
    return shortest(module, part, context, steps)


def _is_uuid(module: Module, node: ast.expr) -> bool:
    if isinstance(node, ast.Name):
        assigned = sources(module.ev, node)
        return bool(assigned) and all(isinstance(one, ast.Call) and _is_uuid(module, one) for one in assigned)
    return isinstance(node, ast.Call) and module.external_name(node.func) in _UUIDS
