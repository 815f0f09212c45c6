"""What is written out in the code: the words of names, containers, and the expressions in them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import TYPE_CHECKING, Generic, TypeVar

from mpcheck.model.values import CallContext, Collection, Items, Object, Partial, Value, Values

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

_T = TypeVar("_T")
DISPLAYS = (ast.Tuple, ast.List, ast.Set, ast.Dict, ast.ListComp, ast.SetComp, ast.DictComp)
#: What the members of the pairs are that functions give back; ``part`` tells which one it is.
PAIRS = {
    "multiprocessing.Pipe": "multiprocessing.connection.Connection",
    "os.openpty": "os.openpty",
    "os.pipe": "os.pipe",
    "tempfile.mkstemp": "tempfile.mkstemp",
    "pty.openpty": "pty.openpty",
    "socket.create_server.accept": "socket.socket.accept",
    "socket.socket.accept": "socket.socket.accept",
    "socket.socketpair": "socket.socket",
}


def handled_types(handler: ast.ExceptHandler) -> list[ast.expr]:
    """The exceptions that a handler takes, as they are written; none for all."""
    if isinstance(handler.type, ast.Tuple):
        return handler.type.elts
    return [handler.type] if handler.type is not None else []


def last_name(node: ast.AST | None) -> str:
    """The last word of a name: ``lock`` of ``lock`` and of ``self.lock``; "" for what is no name."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


class Named(Generic[_T]):
    """Things of a file by the last word of a name, for all that look for some words in it."""

    def __init__(self, things: Iterable[tuple[_T, ast.expr]]) -> None:
        self._numbered: dict[str, list[tuple[int, _T]]] = {}
        for number, (one, name) in enumerate(things):
            self._numbered.setdefault(last_name(name), []).append((number, one))

    def of(self, names: Iterable[str]) -> list[_T]:
        """What goes by one of the names, in the order of the source."""
        found = [numbered for name in names for numbered in self._numbered.get(name, ())]
        return [one for _, one in sorted(found, key=itemgetter(0))]


def written_elements(node: ast.expr) -> list[ast.expr]:
    """The expressions that a display or comprehension is made of."""
    if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        return [part for element in node.elts for part in _written(element)]
    if isinstance(node, ast.Dict):
        return [*(key for key in node.keys if key is not None), *node.values]
    if isinstance(node, ast.DictComp):
        return [node.key, node.value] if has_values(node) else [node.key]
    return _written(node.elt) if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp)) else []


def unpacked(node: ast.expr) -> list[ast.expr]:
    """The mappings that a dict display unpacks: what they hold is in it, they are not."""
    pairs = zip(node.keys, node.values, strict=True) if isinstance(node, ast.Dict) else ()
    return [one for key, one in pairs if key is None]


def has_values(node: ast.DictComp) -> bool:
    """Whether it makes pairs, and does not unpack other dicts: ``{**one for one in dicts}``, from Python 3.15 on."""
    return node.value is not None  # the annotation of older Pythons rules it out


def _written(element: ast.expr) -> list[ast.expr]:
    """An element of a display; in the place of a display that is unpacked there, its elements."""
    is_display = isinstance(element, ast.Starred) and isinstance(element.value, DISPLAYS)
    return written_elements(element.value) if is_display else [element]  # type: ignore[attr-defined]


def _is_container(values: Values) -> bool:
    """Whether a value travels as its elements do: an iterator that is unpacked is used up before."""
    return bool(values) and all(isinstance(one, (Collection, Items)) for one in values)


def _is_partial(values: Values, call: ast.Call) -> bool:
    return bool(values) and all(isinstance(one, Partial) and one.call is call for one in values)


def parts(ev: Evaluator, node: ast.expr, context: CallContext | None) -> Iterator[ast.expr]:
    """The parts of an expression that travel, down through displays and partials written in place."""
    stack = [node]
    while stack:
        here = stack.pop()
        if isinstance(here, ast.Starred):
            stack += [here.value] if _is_container(ev.evaluate(here.value, context)) else []
        elif isinstance(here, DISPLAYS):
            stack.extend(reversed(written_elements(here)))
        elif isinstance(here, ast.Call) and _is_partial(ev.evaluate(here, context), here):
            stack.extend(reversed([*here.args, *(keyword.value for keyword in here.keywords)]))
        else:
            yield here


def common_length(values: Values) -> int | None:
    """How many members tuples or lists have, None where that is not known or not the same for all."""
    lengths = {_length(one) for one in values}
    return lengths.pop() if len(lengths) == 1 else None


def _length(one: Value) -> int | None:
    """How many members a tuple or list has, None where that is not known."""
    if isinstance(one, Items):
        return len(one.members)
    if isinstance(one, Object) and one.name in PAIRS:
        return 2 if one.part is None else None
    if isinstance(one, Collection) and isinstance(one.node, (ast.Tuple, ast.List)):
        return None if any(isinstance(e, ast.Starred) for e in one.node.elts) else len(one.node.elts)
    return None


def text_parts(node: ast.AST | None) -> Iterator[ast.expr]:
    """The expressions whose texts follow each other in a string; ``%s`` stays as it is."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Mod)):
        yield from text_parts(node.left)
        yield from text_parts(node.right) if isinstance(node.op, ast.Add) else ()
    elif isinstance(node, ast.JoinedStr):
        for part in node.values:
            plain = isinstance(part, ast.FormattedValue) and part.format_spec is None and part.conversion == -1
            yield part.value if plain and isinstance(part, ast.FormattedValue) else part
    elif isinstance(node, ast.expr):
        yield node
