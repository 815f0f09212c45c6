"""Between which numbers a value lies, as far as constants, ``min`` and ``max`` decide that."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from mpcheck.model.values import Const, Object, Value, Values

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

#: The lowest and the highest number.
Range = tuple[float, float]
_OPEN: Range = (-math.inf, math.inf)
_CHOOSING: dict[str, Callable[[Iterable[float]], float]] = {"builtins.min": min, "builtins.max": max}
_MAX_STEPS = 4


def order(ev: Evaluator, operator: ast.cmpop, left: Values, right: Values) -> bool | None:
    """How a comparison of numbers comes out; None where that is open."""
    (low, high), (lowest, highest) = _range(ev, left), _range(ev, right)
    if isinstance(operator, (ast.Eq, ast.NotEq)):
        equal = True if low == high == lowest == highest else False if high < lowest or low > highest else None
        return equal if equal is None or isinstance(operator, ast.Eq) else not equal
    if isinstance(operator, (ast.Lt, ast.LtE)):
        return _is_less(low, high, lowest, highest, or_equal=isinstance(operator, ast.LtE))
    if isinstance(operator, (ast.Gt, ast.GtE)):
        return _is_less(lowest, highest, low, high, or_equal=isinstance(operator, ast.GtE))
    return None


def _is_less(low: float, high: float, lowest: float, highest: float, *, or_equal: bool) -> bool | None:
    if high < lowest or (or_equal and high == lowest):
        return True
    return False if low > highest or (not or_equal and low == highest) else None


def _range(ev: Evaluator, values: Values, steps: int = _MAX_STEPS) -> Range:
    ranges = [_range_of(ev, one, steps) for one in values]
    return (min(low for low, _ in ranges), max(high for _, high in ranges)) if ranges else _OPEN


def _range_of(ev: Evaluator, one: Value, steps: int) -> Range:
    if isinstance(one, Const) and isinstance(one.value, (int, float)):
        return one.value, one.value
    if isinstance(one, Object) and one.name == "builtins.len":
        return 0, math.inf
    if not isinstance(one, Object) or one.name not in _CHOOSING or not isinstance(one.call, ast.Call) or steps == 0:
        return _OPEN
    if len(one.call.args) < 2 or any(isinstance(argument, ast.Starred) for argument in one.call.args):
        return _OPEN
    choose = _CHOOSING[one.name]
    ranges = [_range(ev, ev.evaluate(argument, one.context), steps - 1) for argument in one.call.args]
    return choose(low for low, _ in ranges), choose(high for _, high in ranges)
