"""Which whole numbers a shared Value or Array can hold, and how large those are that programs store in it."""

from __future__ import annotations

import ast
from collections.abc import Callable

from mpcheck.model.event import Event, members
from mpcheck.model.filling import put_into
from mpcheck.model.module import Module
from mpcheck.model.sources import sources
from mpcheck.model.values import Collection, Const, External, Object, Value
from mpcheck.targets import Target

_BITS = {"b": 8, "h": 16, "i": 32, "l": 64}
_NAMES = {
    "c_byte": "b",
    "c_ubyte": "B",
    "c_short": "h",
    "c_ushort": "H",
    "c_int": "i",
    "c_uint": "I",
    "c_long": "l",
    "c_ulong": "L",
    "c_int8": "b",
    "c_uint8": "B",
    "c_int16": "h",
    "c_uint16": "H",
    "c_int32": "i",
    "c_uint32": "I",
}
#: About what calls give, for years to come.
_MAGNITUDES = {"time.time": 1.8e9, "time.time_ns": 1.8e18}
_OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b if b else a,
    ast.FloorDiv: lambda a, b: a // b if b else a,
    ast.Pow: lambda a, b: a**b if abs(a) < 2**16 and 0 <= b < 100 else 0,
    ast.LShift: lambda a, b: int(a) << int(b) if 0 <= b < 100 else 0,
}
#: Names are followed to what they are computed from, and so on, so many times.
_MAX_DEPTH = 8
#: Methods of random generators that draw a number between two bounds.
_DRAWS = {"randint", "randrange", "uniform"}
_ROUNDS = {"builtins.int", "builtins.round", "math.floor", "math.ceil"}


def type_code(module: Module, event: Event) -> str:
    """The letter for the whole numbers that a Value or Array is made for, "" for other types."""
    written = event.argument("typecode_or_type")
    if written is None:
        return ""
    # What callers pass is known to the contexts.
    values = event.evaluate(written) if event.context is not None else module.contexts.values(written)
    codes = {_code(one) for one in values}
    return codes.pop() if len(codes) == 1 else ""


def _code(one: Value) -> str:
    if isinstance(one, Const):
        return one.value if isinstance(one.value, str) and one.value.lower() in _BITS else ""
    is_type = isinstance(one, External) and one.name.startswith("ctypes.")
    return _NAMES.get(one.name.rpartition(".")[2], "") if is_type and isinstance(one, External) else ""


def holds(code: str, number: float, target: Target) -> bool:
    """Whether a type holds a number; ``long`` has 32 bits on Windows."""
    bits = 32 if code in "lL" and target.platform == "windows" else _BITS[code.lower()]
    half = 1 << (bits - 1)
    return -half <= number < half if code.islower() else 0 <= number < 2 * half


def magnitude(module: Module, node: ast.expr, depth: int = _MAX_DEPTH) -> float | None:
    """About how large a number is, at least; None where that is not known."""
    if depth == 0:
        return None
    if isinstance(node, ast.IfExp):
        body, orelse = magnitude(module, node.body, depth - 1), magnitude(module, node.orelse, depth - 1)
        return min(body, orelse, key=abs) if body is not None and orelse is not None else None
    if isinstance(node, ast.BinOp):
        return _computed(node, magnitude(module, node.left, depth - 1), magnitude(module, node.right, depth - 1))
    found = {_of_value(module, one, depth) for one in module.contexts.values(node)}
    if found == {None} and isinstance(node, (ast.Name, ast.Attribute)):
        found = {magnitude(module, source, depth - 1) for source in sources(module.ev, node)}
    return found.pop() if len(found) == 1 else None


def _computed(node: ast.BinOp, left: float | None, right: float | None) -> float | None:
    operate = _OPERATORS.get(type(node.op))
    return operate(left, right) if operate and left is not None and right is not None else None


def usual(module: Module, node: ast.expr, depth: int = _MAX_DEPTH) -> float | None:
    """About how large a number is of many that an expression gives in turn, in the mean: of those in a table, or drawn."""
    known = magnitude(module, node)
    if known is not None or depth == 0:
        return known
    if isinstance(node, ast.BinOp):
        return _computed(node, usual(module, node.left, depth - 1), usual(module, node.right, depth - 1))
    if isinstance(node, ast.Subscript):
        return _mean_of_table(module, node)
    amounts = [_of_value(module, one, depth) or _drawn(module, one) for one in module.contexts.values(node)]
    if amounts == [None] and isinstance(node, (ast.Name, ast.Attribute)):
        amounts = [usual(module, source, depth - 1) for source in sources(module.ev, node)]
        amounts = amounts if len(amounts) == 1 else []
    return _mean(amounts)


def _mean(amounts: list[float | None]) -> float | None:
    """The mean of numbers all of which are known."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) / len(known) if known and len(known) == len(amounts) else None


def _mean_of_table(module: Module, node: ast.Subscript) -> float | None:
    tables = module.contexts.values(node.value)
    entries = [entry for one in tables if isinstance(one, Collection) for entry in _entries(module, one)]
    known = [amount for entry in entries if (amount := magnitude(module, entry)) is not None]
    return _mean([*known]) if len(tables) == 1 and len(known) == len(entries) else None


def _entries(module: Module, table: Collection) -> list[ast.expr]:
    """What a dict, list or tuple holds, where all of it is written out."""
    if put_into(module.ev, table.node):
        return []
    return table.node.values if isinstance(table.node, ast.Dict) else members(table.node)


def _of_value(module: Module, one: Value, depth: int) -> float | None:
    if isinstance(one, Const):
        return one.value if isinstance(one.value, (int, float)) and not isinstance(one.value, bool) else None
    if not isinstance(one, Object) or not isinstance(one.call, ast.Call):
        return None
    if one.name in _ROUNDS and len(one.call.args) == 1:
        return magnitude(module, one.call.args[0], depth - 1)
    return _MAGNITUDES.get(one.name)


def _drawn(module: Module, one: Value) -> float | None:
    """What a random number between two bounds is in the mean."""
    if not isinstance(one, Object) or not isinstance(one.call, ast.Call) or len(one.call.args) != 2:
        return None
    is_drawn = one.name.startswith("random.") and one.name.rpartition(".")[2] in _DRAWS
    return _mean([magnitude(module, bound) for bound in one.call.args]) if is_drawn else None
