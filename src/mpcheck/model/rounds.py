"""How often loops go round, as far as the code says so."""

from __future__ import annotations

import ast
import itertools
import math
from fractions import Fraction

from mpcheck.model import filling, iteration
from mpcheck.model.collect import COMPREHENSIONS
from mpcheck.model.module import Module
from mpcheck.model.parents import loops_around
from mpcheck.model.values import CallContext, Collection, Const, Items, Object, Value, Values

#: Give at most as much as their first argument.
_PASS_ON = {
    *(f"builtins.{name}" for name in ("list", "tuple", "set", "frozenset", "sorted", "reversed", "enumerate", "iter")),
    *("tqdm.tqdm", "tqdm.auto.tqdm", "tqdm.notebook.tqdm"),
}
_MAX_DEPTH = 6
_MANY = 1_000_000_000


def times(module: Module, node: ast.AST, context: CallContext | None) -> float:
    """How often a node runs at most in one run of its function; infinity where that is not known."""
    loops = loops_around(module, node)
    within = [loop for loop in loops if isinstance(loop, COMPREHENSIONS)]
    around = [loop for loop in loops if loop not in within]
    leaves = _leaving(module, node)
    counted = [] if isinstance(leaves, (ast.Return, ast.Raise)) else around[1:] if leaves else around
    return math.prod(rounds(module, loop, context) for loop in (*within, *counted))


def _leaving(module: Module, node: ast.AST) -> ast.stmt | None:
    """What leaves the loop at the end of the block in which a node stands."""
    statement = module.statement(node)
    parent = module.parent(statement)
    blocks = [block for _, block in ast.iter_fields(parent)] if parent is not None else []
    last = next((block[-1] for block in blocks if isinstance(block, list) and statement in block), None)
    return last if isinstance(last, (ast.Return, ast.Raise, ast.Break)) else None


def rounds(module: Module, loop: ast.AST, context: CallContext | None, depth: int = _MAX_DEPTH) -> float:
    """How often a loop or comprehension goes round at most."""
    if isinstance(loop, COMPREHENSIONS):
        return math.prod(_iterated(module, part.iter, context, depth) for part in loop.generators)
    return _iterated(module, loop.iter, context, depth) if isinstance(loop, (ast.For, ast.AsyncFor)) else math.inf


def _iterated(module: Module, node: ast.expr, context: CallContext | None, depth: int) -> float:
    return max((length(module, one, depth - 1) for one in module.values(node, context)), default=math.inf)


def length(module: Module, one: Value, depth: int = _MAX_DEPTH) -> float:
    """How much iterating over a value gives at most; infinity where that is not known."""
    if depth <= 0:
        return math.inf
    if isinstance(one, Const) and isinstance(one.value, (str, bytes)):
        return len(one.value)
    if isinstance(one, Items):
        return len(one.members)
    if isinstance(one, (Collection, Object)) and filling.put_into(module.ev, iteration.made_at(one)):
        return math.inf
    if isinstance(one, Collection):
        return _of_display(module, one, depth)
    if isinstance(one, Object) and isinstance(one.call, ast.Call):
        return _of_call(module, one, one.call, depth)
    return math.inf


def _of_display(module: Module, one: Collection, depth: int) -> float:
    if isinstance(one.node, COMPREHENSIONS):
        return rounds(module, one.node, one.context, depth)
    parts = one.node.keys if isinstance(one.node, ast.Dict) else getattr(one.node, "elts", [None])
    return math.inf if any(part is None or isinstance(part, ast.Starred) for part in parts) else len(parts)


def _of_call(module: Module, one: Object, call: ast.Call, depth: int) -> float:
    if one.name == "builtins.range" and call.args:
        return _of_range([module.values(bound, one.context) for bound in call.args])
    if one.name in _PASS_ON and call.args:
        return _iterated(module, call.args[0], one.context, depth)
    if one.name == "builtins.zip":
        return min((_iterated(module, argument, one.context, depth) for argument in call.args), default=0)
    return math.inf


def _of_range(bounds: list[Values]) -> float:
    """How long a range is at most, whose bounds may have some values each."""
    known = [
        [one.value for one in values if isinstance(one, Const) and isinstance(one.value, int)] for values in bounds
    ]
    if len(bounds) > 3 or any(not own or len(own) < len(held) for own, held in zip(known, bounds, strict=True)):
        return math.inf
    return max(_length_of_range(chosen) for chosen in itertools.product(*known))


def _length_of_range(bounds: tuple[int, ...]) -> float:
    if 0 in bounds[2:]:
        return math.inf
    whole = range(*bounds)
    return min(math.ceil(Fraction(whole.stop - whole.start, whole.step)), _MANY) if whole else 0


def may_be_left(loop: ast.For | ast.AsyncFor | ast.While) -> bool:
    """Whether something in its body leaves a loop before it is done."""
    return any(isinstance(node, (ast.Break, ast.Return)) for one in loop.body for node in ast.walk(one))
