"""Functions of the standard library that call what they are given."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model.api import canonical
from mpcheck.model.values import BoundMethod, External, Object, Value

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

_ITERATORS = ("accumulate", "dropwhile", "filterfalse", "groupby", "starmap", "takewhile")
#: These call it in the same thread, before they are done or when what they give is used.
_AT_ONCE = {
    *(f"builtins.{name}" for name in ("map", "filter", "sorted", "min", "max")),
    *(f"itertools.{name}" for name in _ITERATORS),
    *(f"heapq.{name}" for name in ("merge", "nlargest", "nsmallest")),
    *("re.sub", "re.subn", "re.compile.sub", "re.compile.subn"),
    "functools.reduce",
}
_IN_THREAD = {"asyncio.run", "asyncio.to_thread", "threading.Thread", "threading.Timer", "timeit.timeit"}
_NOW = _AT_ONCE | _IN_THREAD
#: These keep it and call it when something happens.
_LATER = {"atexit.register", "contextlib.ExitStack.callback", "signal.signal"}
_RUN_THEM = _NOW | _LATER


def calls_at_once(ev: Evaluator, call: ast.Call) -> bool:
    """Whether a call runs the functions among its arguments in the same thread."""
    called = ev.evaluate(call.func)
    return len(called) == 1 and all(_name(call, one) in _AT_ONCE for one in called)


def applies(call: ast.Call, called: Value) -> str:
    """When a call of ``called`` runs the functions among its arguments: "now", "later", or "" for never."""
    name = _name(call, called)
    return "now" if name in _NOW else "later" if name in _LATER else ""


def may_apply(called: Value) -> bool:
    """Whether some call of ``called`` runs the functions among its arguments."""
    return (isinstance(called, BoundMethod) and called.name == "sort") or _dotted(called) in _RUN_THEM


def _name(call: ast.Call, called: Value) -> str:
    """The dotted name of a function, or of a method of what a function makes."""
    is_sort = isinstance(called, BoundMethod) and called.name == "sort" and called.function is None
    if is_sort and [keyword.arg for keyword in call.keywords][:1] == ["key"]:
        return "builtins.sorted"  # no other method of this name takes a key
    return _dotted(called)


def _dotted(called: Value) -> str:
    if isinstance(called, External):
        return canonical(called.name)
    is_made = isinstance(called, BoundMethod) and called.function is None and isinstance(called.receiver, Object)
    return f"{called.receiver.name}.{called.name}" if is_made else ""  # type: ignore[union-attr]
