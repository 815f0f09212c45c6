"""The methods that operators and subscripts run: ``one | other`` the one's ``__or__``, or the other's ``__ror__``."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mpcheck.model import attributes, iteration
from mpcheck.model.nodes import parent_of, put_at
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
_SUBSCRIPTS: dict[type[ast.expr_context], str] = {
    ast.Load: "__getitem__",
    ast.Store: "__setitem__",
    ast.Del: "__delitem__",
}
METHODS = frozenset(
    (*(f"__{side}{word}__" for word in _WORDS.values() for side in ("", "r", "i")), *_SUBSCRIPTS.values())
)


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


def operands(node: ast.BinOp | ast.AugAssign | ast.Subscript) -> Iterator[tuple[ast.expr, str, list[ast.expr]]]:
    """The operands whose methods may be called, with the name of the method and what it gets."""
    if isinstance(node, ast.BinOp):
        yield node.left, f"__{_WORDS[type(node.op)]}__", [node.right]
        yield node.right, f"__r{_WORDS[type(node.op)]}__", [node.left]
    elif isinstance(node, ast.AugAssign):
        for side in ("i", ""):
            yield _read(node.target), f"__{side}{_WORDS[type(node.op)]}__", [node.value]
    else:
        around = parent_of(node)
        stored = [around.value] if isinstance(around, ast.Assign) and node in around.targets else []
        yield node.value, _SUBSCRIPTS[type(node.ctx)], [node.slice, *stored]


def _read(target: ast.Name | ast.Attribute | ast.Subscript) -> ast.expr:
    """What an assignment changes, as it is read before."""
    if isinstance(target, ast.Name):
        return put_at(ast.Name(target.id, ast.Load()), target)
    if isinstance(target, ast.Attribute):
        return put_at(ast.Attribute(target.value, target.attr, ast.Load()), target)
    return put_at(ast.Subscript(target.value, target.slice, ast.Load()), target)
