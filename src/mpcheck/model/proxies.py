"""The proxies of a manager hand out copies: where such a copy is changed, and what a proxy holds."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from mpcheck.model import iteration, mappings
from mpcheck.model.accesses import MUTATORS, access
from mpcheck.model.values import NOTHING, Collection, Const, Object, Param, Unknown, Value, Values

if TYPE_CHECKING:
    from mpcheck.model.contexts import Contexts
    from mpcheck.model.scopes import Binding, Collected, FunctionInfo, Path

_PROXY = "multiprocessing.managers."
_ITEMS = {f"{_PROXY}DictProxy", f"{_PROXY}ListProxy"}
_DICT = {f"{_PROXY}DictProxy"}
_LIST = {f"{_PROXY}ListProxy"}
#: Methods after which the items of a list have other places.
_MOVING = {"insert", "pop", "remove", "sort", "reverse", "clear", "__delitem__"}
_NAMESPACE = {f"{_PROXY}NamespaceProxy"}
_VALUE = {f"{_PROXY}ValueProxy"}
_GETTERS = {"get", "setdefault"}
#: What puts something behind all that a list has, and stands for the key of what is put there.
_AT_END = ("append", "extend")
_MAX_DEPTH = 6


@dataclass(frozen=True, slots=True)
class Copy:
    """What ``owner[key]``, ``owner.name`` or ``owner.get(key)`` gives; ``owners`` are the proxies.

    ``alias`` is the use of a local name through which the copy is reached, if there is one.  ``key`` is what a dict or
    namespace holds it under, or its place in a list, ``NotImplemented`` where that is not known.
    """

    node: ast.expr
    owner: ast.expr
    owners: tuple[Object, ...]
    certain: bool
    alias: ast.Name | None = None
    key: object = NotImplemented


@dataclass(frozen=True, slots=True)
class CopyChange:
    """A change of a copy, or of something in it, that ``node`` makes."""

    node: ast.expr
    copy: Copy

    @property
    def is_of_copy(self) -> bool:
        """Whether it is the copy that is changed, and not something in it."""
        target = self.node.func if isinstance(self.node, ast.Call) else self.node
        changed = target.value if isinstance(target, (ast.Attribute, ast.Subscript)) else target
        return changed is self.copy.node or isinstance(changed, ast.Name)


class Proxies:
    """Questions on the proxies of a module."""

    def __init__(self, contexts: Contexts) -> None:
        self.contexts = contexts
        self.module = contexts.module

    def changes(self) -> Iterator[CopyChange]:
        """The changes of copies that nothing puts back, in the order of the source."""
        found = []
        for node, container in self._changed():
            copy = self._copy(container)
            if copy is not None and (copy.alias is None or not self._is_used_after(copy.alias, node)):
                found.append(CopyChange(node, copy))
        yield from sorted(found, key=self._place)

    def _place(self, change: CopyChange) -> tuple[str, int, int]:
        return self.module.ev.file(change.node).path, change.node.lineno, change.node.col_offset

    def _changed(self) -> Iterator[tuple[ast.expr, ast.expr]]:
        """Each expression that changes an object in place, with the expression of that object."""
        for node in self._nodes():
            if isinstance(node, (ast.Subscript, ast.Attribute)) and not isinstance(node.ctx, ast.Load):
                yield node, node.value
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in MUTATORS:
                yield node, node.func.value

    def _nodes(self) -> Iterator[ast.Subscript | ast.Attribute | ast.Call]:
        """What may change something: in this file, and in functions of other files that it or its workers run."""
        for file in self._files:
            nodes = file.nodes_of(ast.Subscript, ast.Attribute, ast.Call)
            own = file is self.module.found
            yield from (node for node in nodes if own or self.module.function(node) in self._foreign)

    @cached_property
    def _foreign(self) -> set[FunctionInfo]:
        return {*self.module.foreign_worker_functions, *self.module.functions_called}

    @cached_property
    def _files(self) -> list[Collected]:
        """This file, and those of the functions of others."""
        files = {self.module.ev.file(function.node): None for function in self.module.graph.in_order(self._foreign)}
        return [self.module.found, *files]

    def _copy(self, node: ast.expr, depth: int = 0) -> Copy | None:
        """How an expression is (part of) a copy that a proxy handed out."""
        if depth > _MAX_DEPTH:
            return None
        if isinstance(node, ast.Name):
            return self._of_name(node, depth)
        if isinstance(node, ast.Subscript):
            return self._from(node, node.value, _ITEMS) or self._copy(node.value, depth + 1)
        if isinstance(node, ast.Attribute):
            wanted = _NAMESPACE | _VALUE if node.attr == "value" else _NAMESPACE
            return self._from(node, node.value, wanted) or self._copy(node.value, depth + 1)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _GETTERS:
            return self._from(node, node.func.value, _DICT)
        return None

    def _from(self, node: ast.expr, owner: ast.expr, wanted: set[str]) -> Copy | None:
        values = frozenset(one for one in self.contexts.values(owner) if not isinstance(one, Const))
        owners = tuple(one for one in values if isinstance(one, Object) and one.name in wanted)
        key = self._key(node)
        is_placed = all(one.name in _LIST for one in owners) and isinstance(key, int) and key >= 0
        if not is_placed and not all(one.name in _DICT | _NAMESPACE for one in owners):
            key = NotImplemented
        return Copy(node, owner, owners, len(owners) == len(values), key=key) if owners else None

    def _key(self, node: ast.AST) -> object:
        """Under which key something is looked up or stored."""
        return node.attr if isinstance(node, ast.Attribute) else mappings.key_of(self.module.ev, node, None)

    def _of_name(self, node: ast.Name, depth: int) -> Copy | None:
        function = self.module.function(node)
        scope = self.module.scope(node).holder_of(node.id)
        if scope is None or scope.enclosing_function is not function:
            return None
        copies = [self._of_binding(b, depth) for b in self.module.ev.reaching.bindings(node, scope)]
        if not copies or copies[0] is None or not all(copies):
            return None
        keys = {copy.key for copy in copies if copy is not None}
        return replace(copies[0], alias=node, key=copies[0].key if len(keys) == 1 else NotImplemented)

    def _of_binding(self, binding: Binding, depth: int) -> Copy | None:
        value = binding.value
        if binding.kind != "assign" or value is None:
            return None
        if not binding.path:
            return self._copy(value, depth + 1)
        if binding.path == ("elem",) and isinstance(value, (ast.Name, ast.Attribute)):
            return self._from(value, value, _ITEMS - _DICT)
        method = value.func.attr if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) else ""
        if (method, binding.path) in (("values", ("elem",)), ("items", ("elem", 1))):
            assert isinstance(value, ast.Call)
            assert isinstance(value.func, ast.Attribute)
            return self._from(value, value.func.value, _DICT)
        return None

    def _is_used_after(self, alias: ast.Name, change: ast.expr) -> bool:
        """Whether a local name is used for more than changing what it holds, or the change gives a value."""
        if isinstance(change, ast.Call) and not isinstance(self.module.parent(change), ast.Expr):
            return True
        function = self.module.function(alias)
        uses = [n for n in self.module.ev.file(alias).names if n.id == alias.id and self.module.function(n) is function]
        hows = {name: access(self.module, name) for name in uses}
        changing = [n for n in uses if hows[n].ends == "store" or (hows[n].is_mutator and hows[n].depth == 1)]
        statements = {self.module.statement(name) for name in changing}
        return any(
            self.module.statement(name) not in statements
            and not self._is_tested(name)
            and self.module.happens_before(change, name)
            for name in uses
        )

    def _is_tested(self, name: ast.Name) -> bool:
        """Whether a use only decides on the way to go on."""
        statement = self.module.statement(name)
        return isinstance(statement, (ast.If, ast.While)) and name in ast.walk(statement.test)

    # What a proxy holds

    def handed_out(self, node: ast.expr) -> Values:
        """What an expression may be that a proxy hands out, as far as the file puts it in; nothing where none surely does."""
        copy = self._copy(node)
        reached = copy is not None and copy.certain and (copy.node is node or copy.alias is node)
        return NOTHING.union(*(self.held(one, copy.key) for one in copy.owners)) if copy and reached else NOTHING

    def held(self, proxy: Object, key: object = NotImplemented) -> Values:
        """What the file puts into a proxy, as far as that is known, but for what it puts under another key."""
        found: set[object] = set()
        if isinstance(key, int) and proxy.name in _LIST and self._is_moved_in(proxy):
            key = NotImplemented
        if isinstance(proxy.call, ast.Call):
            for given in (*proxy.call.args, *(k.value for k in proxy.call.keywords)):
                values = self.contexts.values(given)
                found |= {one for one in values if isinstance(one, (Unknown, Param))}
                found |= self._inside(values, key) if given in proxy.call.args else values
        for container, value, path, stored in self._puts():
            is_other = NotImplemented not in (key, stored) and key != stored
            if stored in _AT_END and isinstance(key, int):
                is_other = key < _length(proxy)
            if not is_other and any(
                isinstance(one, Object) and one.call is proxy.call for one in self.contexts.values(container)
            ):
                values = self.contexts.values(value)
                inner = NotImplemented if isinstance(key, int) else key  # what a list is extended by comes further back
                found |= iteration.follow(self.module.ev, values, path) | (
                    self._inside(values, inner) if path else set()
                )
        return frozenset(found)  # type: ignore[arg-type]

    def _is_moved_in(self, proxy: Object) -> bool:
        """Whether something may give the items of a list other places."""
        for node, container in self._changed():
            method = node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""
            is_slice = isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice)
            if method in _MOVING or is_slice or (isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Del)):
                held = self.contexts.values(container)
                if any(isinstance(one, Object) and one.call is proxy.call for one in held):
                    return True
        return False

    def within(self, values: Iterable[Value]) -> Values:
        """What containers hold, and the containers in them."""
        members = self._inside(frozenset(values), NotImplemented)
        return members | self._inside(members, NotImplemented)

    def _inside(self, values: Values, key: object) -> Values:
        """The members of lists and the values of dicts, those in a place or under a key that they surely have."""
        return frozenset().union(*(self._in_one(one, key) for one in values))

    def _in_one(self, one: Value, key: object) -> Values:
        ev = self.module.ev
        if not mappings.is_dict(one):
            return iteration.item(ev, one, key) if isinstance(key, int) else iteration.elements(ev, one)
        if key is NotImplemented:
            return mappings.values(ev, one)
        is_written_out = mappings.constant_keys(ev, one) is not None
        return mappings.named(ev, one, key) or (NOTHING if is_written_out else mappings.values(ev, one))

    def _puts(self) -> Iterator[tuple[ast.expr, ast.expr, Path, object]]:
        """Container, value, the way from the value to what is put in, and the key."""
        for file in self._files:
            for mutation in file.mutations:
                method = getattr(getattr(mutation.node, "func", None), "attr", "")
                key = method if method in _AT_END else self._key(mutation.node)
                yield mutation.container, mutation.value, mutation.path, key
            for target, value, path, _ in file.attribute_stores:
                if value is not None:
                    yield target.value, value, path, target.attr


def _length(proxy: Object) -> int:
    """How many items a list has from the start, as far as they are written out."""
    given = proxy.call.args[0] if isinstance(proxy.call, ast.Call) and proxy.call.args else None
    items = given.elts if isinstance(given, (ast.List, ast.Tuple)) else []
    return len(items) if not any(isinstance(item, ast.Starred) for item in items) else 0


def is_plain(one: object) -> bool:
    """Whether a value is known to be no proxy."""
    return isinstance(one, (Collection, Const)) or (isinstance(one, Object) and not one.name.startswith(_PROXY))
