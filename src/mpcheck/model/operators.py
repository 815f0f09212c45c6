"""What the operators of scanned classes give: ``one | other`` by the one's ``__or__``, or by the other's ``__ror__``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model import attributes, iteration
from mpcheck.model.values import NOTHING, CallContext, Instance, Values

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

_WORDS: dict[type[ast.operator], str] = {
    ast.Add: "add",
    ast.BitAnd: "and",
    ast.BitOr: "or",
    ast.BitXor: "xor",
    ast.Div: "truediv",
    ast.FloorDiv: "floordiv",
    ast.LShift: "lshift",
    ast.MatMult: "matmul",
    ast.Mod: "mod",
    ast.Mult: "mul",
    ast.Pow: "pow",
    ast.RShift: "rshift",
    ast.Sub: "sub",
}
METHODS = frozenset(f"__{side}{word}__" for word in _WORDS.values() for side in ("", "r"))


def overloaded(ev: Evaluator, node: ast.BinOp, context: CallContext | None) -> Values:
    """What the scanned code itself makes of an operation; nothing where it has no method for that."""
    word = _WORDS[type(node.op)]
    own, reflected = f"__{word}__", f"__r{word}__"
    if ev.operators.isdisjoint((own, reflected)):
        return NOTHING
    left, right = ev.evaluate(node.left, context), ev.evaluate(node.right, context)
    return _made_by(ev, left, own, right) or _made_by(ev, right, reflected, left)


def _made_by(ev: Evaluator, operands: Values, method: str, others: Values) -> Values:
    owners = (one for one in operands if isinstance(one, Instance) and attributes.find_method(ev, one.info, method))
    return NOTHING.union(*(iteration.special(ev, one, method, (others,)) for one in owners))
