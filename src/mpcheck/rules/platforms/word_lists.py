"""The words of the lists that a command may be: those that it is made of, and those that are put there before it runs."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from mpcheck.model import filling
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.order import Body
from mpcheck.model.scopes import Mutation
from mpcheck.model.values import Collection, Const, Items, Unknown, Value, Values, only

#: What a name is after ``name += more``, besides the list that it was.
_EXTENDED = Unknown("augmented")
_MAX_DEPTH = 6
#: A word that is written nowhere.
_UNWRITTEN = ast.Constant(None)


def word_lists(module: Module, event: Event) -> list[list[ast.expr]]:
    """The words of each list or tuple that a command may be; nothing where it may be something else.

    ``*words`` stands for any number of words that are not known.
    """
    return _of_values(module, event, event.values("args")) or []


def _of_values(module: Module, event: Event, values: Values, depth: int = 0) -> list[list[ast.expr]] | None:
    found = [_words(module, event, one, depth) for one in values - {_EXTENDED}]
    known = [one for one in found if one is not None]
    return known if len(known) == len(found) else None


def _words(module: Module, event: Event, one: Value, depth: int) -> list[ast.expr] | None:
    if isinstance(one, Items):
        return [_written(member) for member in one.members]
    if not isinstance(one, Collection) or depth > _MAX_DEPTH:
        return None
    if isinstance(one.node, (ast.List, ast.Tuple)):
        made = [word for element in one.node.elts for word in _of_element(module, event, one, element, depth)]
        return _with_added(module, event, one, made, depth) if isinstance(one.node, ast.List) else made
    if isinstance(one.node, ast.BinOp) and isinstance(one.node.op, ast.Add):
        made = [word for side in (one.node.left, one.node.right) for word in _spread(module, event, one, side, depth)]
        return _with_added(module, event, one, made, depth)
    return None


def _written(values: Values) -> ast.expr:
    nodes = [one.node for one in only(Const, values) if isinstance(one.node, ast.expr)]
    return nodes[0] if len(values) == len(nodes) == 1 else _UNWRITTEN


def _of_element(module: Module, event: Event, one: Collection, element: ast.expr, depth: int) -> list[ast.expr]:
    return _spread(module, event, one, element.value, depth) if isinstance(element, ast.Starred) else [element]


def _spread(module: Module, event: Event, one: Collection, held: ast.expr, depth: int) -> list[ast.expr]:
    """The words of what is unpacked into a list, or added to it: of the shortest where it may be several."""
    lists = _of_values(module, event, event.ev.evaluate(held, one.context), depth + 1)
    return min(lists, key=len) if lists else [ast.copy_location(ast.Starred(held, ast.Load()), held)]


def _with_added(module: Module, event: Event, one: Collection, made: list[ast.expr], depth: int) -> list[ast.expr]:
    """The words that a list is made of, with those that are put into it on the way to the call."""
    words = made
    before: Mutation | None = None
    for change in _changes(module, event, one):
        # Of changes of which one excludes the other, the first counts.
        if before is None or _leads(module, before.node, change.node, ()):
            before = change
            more = _spread(module, event, one, change.value, depth) if change.path else [change.value]
            words = [*more, *words] if _is_at_start(change.node) else [*words, *more]
    return words


def _changes(module: Module, event: Event, one: Collection) -> Iterator[Mutation]:
    """What is put into a list before the call, as far as the order is known."""
    for change in filling.put_into(event.ev, one.node):
        if isinstance(change.node, (ast.Call, ast.AugAssign)):
            function = module.function(change.node)
            sites = [site for site in (*event.sites, event.call) if module.function(site) is function]
            if not sites or _leads(module, change.node, sites[0], [one.node]):
                yield change


def _leads(module: Module, first: ast.AST, second: ast.AST, avoiding: Iterable[ast.AST]) -> bool:
    """Whether something comes after something else, where both are in one body; what is elsewhere counts as after."""
    if module.function(first) is not module.function(second):
        return True
    again = [node for node in avoiding if module.function(node) is module.function(first)]
    return Body(module, first).leads(first, second, again)


def _is_at_start(change: ast.AST) -> bool:
    """Whether ``words.insert(0, word)`` is how a word is put into a list."""
    place = change.args[0] if isinstance(change, ast.Call) and getattr(change.func, "attr", "") == "insert" else None
    return isinstance(place, ast.Constant) and place.value == 0
