"""Which whole numbers a shared Value or Array can hold, and how large those are that programs store in it."""

from __future__ import annotations

import ast
from collections.abc import Callable

from mpcheck.model.event import Event, members
from mpcheck.model.filling import put_into
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
_ROUNDS = {"builtins.int", "builtins.round", "math.floor", "math.ceil"}


def type_code(event: Event) -> str:
    """The letter for the whole numbers that a Value or Array is made for, "" for other types."""
    codes = {_code(one) for one in event.values("typecode_or_type")}
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


def magnitude(event: Event, node: ast.expr, depth: int = _MAX_DEPTH) -> float | None:
    """About how large a number is, at least; None where that is not known."""
    if depth == 0:
        return None
    if isinstance(node, ast.IfExp):
        body, orelse = magnitude(event, node.body, depth - 1), magnitude(event, node.orelse, depth - 1)
        return min(body, orelse, key=abs) if body is not None and orelse is not None else None
    if isinstance(node, ast.BinOp):
        left, right = magnitude(event, node.left, depth - 1), magnitude(event, node.right, depth - 1)
        operate = _OPERATORS.get(type(node.op))
        return operate(left, right) if operate and left is not None and right is not None else None
    found = {_of_value(event, one) for one in event.ev.evaluate(node)}
    if found == {None} and isinstance(node, (ast.Name, ast.Attribute)):
        found = {magnitude(event, source, depth - 1) for source in sources(event.ev, node)}
    return found.pop() if len(found) == 1 else None


def usual(event: Event, node: ast.expr) -> float | None:
    """About how large a number is of many that an expression gives in turn: of those in a table, in the mean."""
    known = magnitude(event, node)
    if known is not None or not isinstance(node, ast.Subscript):
        return known
    tables = event.ev.evaluate(node.value)
    entries = [entry for one in tables if isinstance(one, Collection) for entry in _entries(event, one)]
    amounts = [amount for entry in entries if (amount := magnitude(event, entry)) is not None]
    is_known = len(tables) == 1 and len(amounts) == len(entries)
    return sum(amounts) / len(amounts) if amounts and is_known else None


def _entries(event: Event, table: Collection) -> list[ast.expr]:
    """What a dict, list or tuple holds, where all of it is written out."""
    if put_into(event.ev, table.node):
        return []
    return table.node.values if isinstance(table.node, ast.Dict) else members(table.node)


def _of_value(event: Event, one: Value) -> float | None:
    if isinstance(one, Const):
        return one.value if isinstance(one.value, (int, float)) and not isinstance(one.value, bool) else None
    if not isinstance(one, Object) or not isinstance(one.call, ast.Call):
        return None
    if one.name in _ROUNDS and len(one.call.args) == 1:
        return magnitude(event, one.call.args[0])
    return _MAGNITUDES.get(one.name)
