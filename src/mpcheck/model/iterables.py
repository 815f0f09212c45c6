"""What a loop over the results of the standard library's functions and classes gives: ``zip(a, b)``, ``sorted(rows)``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model import calling, iteration, paths
from mpcheck.model.scopes import Path
from mpcheck.model.values import NOTHING, Items, Object, Unknown, Values

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

_PAIRWISE = "itertools.pairwise"
_CHOOSING = [f"itertools.{name}" for name in ("combinations", "combinations_with_replacement", "permutations")]
_MOST_IN_GROUP = 8


def _elements_of_argument(ev: Evaluator, one: Object, call: ast.Call) -> Values:
    if not call.args:
        return NOTHING
    return iteration.follow(ev, ev.evaluate(call.args[0], one.context), ("elem",))


def _zipped(ev: Evaluator, one: Object, call: ast.Call) -> Values:
    if any(isinstance(a, ast.Starred) for a in call.args) or any(k.arg == "repeat" for k in call.keywords):
        return frozenset((Unknown("element"),))
    return frozenset((Items(tuple(iteration.follow(ev, ev.evaluate(a, one.context), ("elem",)) for a in call.args)),))


def _grouped(ev: Evaluator, one: Object, call: ast.Call) -> Values:
    """Tuples of so many items: ``combinations(items, 2)``, ``pairwise(items)``."""
    written = call.args[1] if len(call.args) > 1 else None
    size = iteration.constant(ev.evaluate(written, one.context)) if written is not None else NotImplemented
    size = 2 if one.name == _PAIRWISE else size
    if not call.args or not isinstance(size, int) or not 0 < size <= _MOST_IN_GROUP:
        return frozenset((Unknown("element"),))
    items = iteration.follow(ev, ev.evaluate(call.args[0], one.context), _steps(call.args[0]))
    return frozenset((Items((items,) * size),))


def _steps(argument: ast.expr) -> Path:
    return ("elem", "elem") if isinstance(argument, ast.Starred) else ("elem",)


def _numbered(ev: Evaluator, one: Object, call: ast.Call) -> Values:
    return frozenset((Items((_counted(ev, one, call), _elements_of_argument(ev, one, call))),))


def _counted(ev: Evaluator, one: Object, call: ast.Call) -> Values:
    return frozenset((Object("builtins.int", call, one.context),))


def _applied(ev: Evaluator, one: Object, call: ast.Call) -> Values:
    """``map(f, xs)``: what ``f`` returns."""
    if len(call.args) < 2:
        return frozenset((Unknown("element"),))
    arguments = tuple(iteration.follow(ev, ev.evaluate(a, one.context), ("elem",)) for a in call.args[1:])
    return calling.apply(ev, ev.evaluate(call.args[0], one.context), None, one.context, arguments)


def _filtered(ev: Evaluator, one: Object, call: ast.Call) -> Values:
    return iteration.follow(ev, ev.evaluate(call.args[1], one.context), ("elem",)) if len(call.args) > 1 else NOTHING


def _repeated(ev: Evaluator, one: Object, call: ast.Call) -> Values:
    return ev.evaluate(call.args[0], one.context) if call.args else NOTHING


def _chained(ev: Evaluator, one: Object, call: ast.Call) -> Values:
    return NOTHING.union(*(iteration.follow(ev, ev.evaluate(a, one.context), _steps(a)) for a in call.args))


def _listed(ev: Evaluator, one: Object, call: ast.Call) -> Values:
    return frozenset((Object(_LISTED[one.name], call, one.context),))


#: What is iterated over, with the class of what that gives.
_LISTED = {
    **dict.fromkeys(paths.LISTED_BY, paths.PATH),
    "os.scandir": "os.DirEntry",
    "re.finditer": "re.Match",
    "re.compile.finditer": "re.Match",
}
#: What a loop over the result of a call gives, by what is called.
GIVING = {
    "concurrent.futures.as_completed": _elements_of_argument,
    "multiprocessing.connection.wait": _elements_of_argument,
    **{
        f"builtins.{name}": _elements_of_argument
        for name in ("list", "tuple", "set", "frozenset", "sorted", "reversed", "iter")
    },
    "copy.copy": _elements_of_argument,
    "collections.deque": _elements_of_argument,
    "builtins.zip": _zipped,
    "itertools.zip_longest": _zipped,
    "itertools.product": _zipped,
    **dict.fromkeys((_PAIRWISE, *_CHOOSING), _grouped),
    "builtins.enumerate": _numbered,
    "builtins.range": _counted,
    "builtins.map": _applied,
    "builtins.filter": _filtered,
    "itertools.repeat": _repeated,
    "itertools.islice": _elements_of_argument,
    "itertools.cycle": _elements_of_argument,
    "itertools.chain": _chained,
    **dict.fromkeys(_LISTED, _listed),
}
