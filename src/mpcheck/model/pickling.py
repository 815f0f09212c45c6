"""Why a value cannot be pickled: what in it stands in the way, and on which path it is reached."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from mpcheck.model import attributes, filling, iteration
from mpcheck.model.api import canonical
from mpcheck.model.displays import DISPLAYS, parts, unpacked, written_elements
from mpcheck.model.exceptions import cannot_be_rebuilt
from mpcheck.model.function_obstacles import in_function, in_method
from mpcheck.model.made_types import type_of
from mpcheck.model.nodes import is_collected, parent_of
from mpcheck.model.object_state import HeldValue, State, keeps_its_own_state
from mpcheck.model.obstacles import Obstacle
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.tables.picklability import Unpicklable, unpicklable
from mpcheck.model.type_names import missed_type_name
from mpcheck.model.values import (
    NOTHING,
    BoundMethod,
    CallContext,
    ClassRef,
    Collection,
    External,
    Function,
    Generator,
    Instance,
    Items,
    Object,
    Partial,
    Value,
    Values,
    only,
)

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

_MAX_DEPTH = 6
#: Objects that are pickled with what they were made of.
_MADE_OF = {
    *(f"builtins.{name}" for name in ("map", "filter", "zip", "enumerate", "reversed", "iter")),
    *(f"builtins.{name}" for name in ("list", "tuple", "set", "frozenset", "dict")),
    *(f"collections.{name}" for name in ("deque", "defaultdict", "OrderedDict")),
    "types.SimpleNamespace",
    "argparse.Namespace",
}
#: Of these, what is iterated over is not kept: only its elements are.
_COPIES = {"list", "tuple", "set", "frozenset", "dict", "deque", "OrderedDict"}


class Pickling:
    """Looks for obstacles in values that travel.

    ``new_process``: they travel while a process is started.  ``called``: of these, the other side calls them.
    ``state`` knows what objects hold by then.
    """

    def __init__(self, ev: Evaluator, state: State, *, new_process: bool, called: Values = NOTHING) -> None:
        self.ev = ev
        self.state = state
        self.new_process = new_process
        self.called = {_innermost(one) for one in called}
        self.active: set[Value] = set()
        #: What was found in a value, by those that it was reached through: objects that hold each other are met on many ways.
        self.found: dict[tuple[Value, frozenset[Value]], list[Obstacle]] = {}

    # Expressions

    def of_expression(self, node: ast.expr, context: CallContext | None) -> Iterator[tuple[ast.expr, Obstacle]]:
        """The obstacles in the value of an expression, each with the innermost part of it that brings it."""
        for leaf in parts(self.ev, node, context):
            if self.is_coroutine(leaf, context):
                yield leaf, Obstacle("object", "a coroutine that nothing has awaited", leaf)
                continue
            for obstacle in self.of_values(self.ev.evaluate(leaf, context)):
                yield leaf, obstacle

    def is_coroutine(self, node: ast.expr, context: CallContext | None) -> bool:
        """Whether an expression calls a function that is written with ``async def``, and does not await it."""
        is_awaited = not is_collected(node) or isinstance(parent_of(node), ast.Await)
        called = self.ev.evaluate(node.func, context) if isinstance(node, ast.Call) and not is_awaited else NOTHING
        functions = [one.function if isinstance(one, BoundMethod) else one for one in called]
        return bool(functions) and all(isinstance(one, Function) and _gives_coroutine(one.info) for one in functions)

    def of_elements(self, node: ast.expr, context: CallContext | None) -> Iterator[tuple[ast.expr, Obstacle]]:
        """The same for what iterating over an expression gives."""
        if isinstance(node, (*DISPLAYS, ast.GeneratorExp)):
            for element in written_elements(node):
                yield from self.of_expression(element, context)
            return
        for one in self.ev.evaluate(node, context):
            if isinstance(one, Collection):
                found = list(self.of_collection(one))
            else:
                found = self.of_values(iteration.follow(self.ev, frozenset((one,)), ("elem",)))
            for obstacle in found:
                yield node, obstacle

    # Values

    def of_values(self, values: Values) -> list[Obstacle]:
        """The obstacles in any of the values; certain where each has one."""
        found = [self.of_value(one) for one in values]
        sure = all(found)
        return [replace(one, certain=one.certain and sure) for held in found for one in held]

    def of_value(self, one: Value) -> list[Obstacle]:
        look = self._LOOKS.get(type(one))
        if look is None or one in self.active or len(self.active) > _MAX_DEPTH:
            return []
        key = (one, frozenset(self.active))
        if key not in self.found:
            self.active.add(one)
            try:
                self.found[key] = list(look(self, one))
            finally:
                self.active.discard(one)
        return self.found[key]

    def of_function(self, one: Function) -> Iterator[Obstacle]:
        return in_function(self.ev, self.state, one)

    def of_class(self, one: ClassRef) -> Iterator[Obstacle]:
        if one.info.is_local:
            yield Obstacle("class", f"the local class `{one.info.name}`", one.info.node)

    def of_instance(self, one: Instance) -> Iterator[Obstacle]:
        if keeps_its_own_state(self.ev, one.info):
            return
        if one.info.is_local:
            yield Obstacle("instance", f"an object of the local class `{one.info.name}`", one.info.node)
            return
        bases = (unpicklable().get(canonical(base)) for base in attributes.external_bases(self.ev, one.info))
        rows = [row for row in bases if row is not None]
        # Where one of them is for want of another, nothing is known.
        if rows and not any(self.new_process and row.new_process for row in rows):
            yield self.of_row(rows[0], one.info.node, f"{rows[0].words} (`{one.info.name}`)")
            return
        if any(row.shared for row in rows):
            return  # it brings along how it is handed over
        # Of an exception that nobody makes here it is not known what its `args` are.
        lost = cannot_be_rebuilt(self.ev, one) if one.call is not None else None
        if lost is not None:
            yield Obstacle("exception", lost.words, lost.where)
        for held in self.state.held_by(one):
            yield from self.of_held(held)

    def of_held(self, held: HeldValue) -> Iterator[Obstacle]:
        """What stands in the way in an attribute; certain where everything that it is given does."""
        found = [self.of_values(values) for values in held.values]
        if held.running_processes and self.new_process:
            words = "a process that is running by then"
            found.append(
                [Obstacle("object", words, held.node, certain=False, row=unpicklable()["multiprocessing.Process"])]
            )
        sure = held.certain and all(found)
        for obstacles in found:
            for one in obstacles:
                path = f".{held.name}{one.path}"
                yield replace(one, path=path, certain=one.certain and sure, node=one.node or held.node)

    def of_method(self, one: BoundMethod) -> Iterator[Obstacle]:
        if one.function is None:
            yield from self.of_made_type(one, "a member of an enumeration")
            # Of an object of a library, or by a name that is not known, it may as well be plain data, unless it is called.
            is_method = isinstance(one.receiver, Object) or not one.name
            yield from self.of_value(one.receiver) if is_method and one in self.called else ()
            return
        yield from self.of_value(one.receiver)
        yield from in_method(self.ev, one.function.info)

    def of_partial(self, one: Partial) -> Iterator[Obstacle]:
        for node in (*one.call.args, *(keyword.value for keyword in one.call.keywords)):
            yield from (obstacle for _, obstacle in self.of_expression(node, one.context))

    def of_collection(self, one: Collection) -> Iterator[Obstacle]:
        mappings = unpacked(one.node)
        for node in written_elements(one.node):
            if node in mappings:
                yield from self.of_values(frozenset(only(Collection, self.ev.evaluate(node, one.context))))
            else:
                yield from (obstacle for _, obstacle in self.of_expression(node, one.context))
        if isinstance(one.node, ast.Subscript):
            yield from self.of_values(self.ev.evaluate(one.node.value, one.context))
        yield from self.of_filling(one, one.node)

    def of_filling(self, one: Collection | Object, made: ast.expr) -> Iterator[Obstacle]:
        """What is put into a container; certain only where it is there when that is sent."""
        for mutation in self.state.put_into(made):
            sure = self.state.holds_by_then(made, mutation)
            for obstacle in self.of_values(filling.added(self.ev, mutation, one.context)):
                yield replace(obstacle, certain=obstacle.certain and sure)

    def of_items(self, one: Items) -> Iterator[Obstacle]:
        obstacles = list(self.of_made_type(one, "a named tuple"))
        for member in one.members if not obstacles else ():
            obstacles += self.of_values(member)
        yield from obstacles

    def of_made_type(self, one: Value, words: str) -> Iterator[Obstacle]:
        """An object whose type a call has made, which its name may not lead to."""
        made = type_of(one)
        name = missed_type_name(self.ev, made, self.state.bound) if made is not None else ""
        if made is not None and name:
            sure = isinstance(made.args[0], ast.Constant)
            yield Obstacle("object", f"{words} whose type is not found by its name `{name}`", made, certain=sure)

    def of_generator(self, one: Generator) -> Iterator[Obstacle]:
        yield Obstacle("object", "a generator", one.node)

    def of_external(self, one: External) -> Iterator[Obstacle]:
        if one.name in self.state.imported_modules:
            yield Obstacle("object", f"the module `{one.name}`", None)
            return
        row = self.row_of(one.name) if one.name.startswith(("sys.", "os.")) else None
        if row is not None and one.name not in ("os.fdopen", "os.popen", "os.scandir", "os.walk", "sys._getframe"):
            yield self.of_row(row, None)

    def of_object(self, one: Object) -> Iterator[Obstacle]:
        yield from self.of_made_type(one, "an object")
        row = self.row_of(one.name)
        if row is not None:
            yield self.of_row(row, one.call)
        elif one.name in _MADE_OF and isinstance(one.call, ast.Call):
            called = {
                canonical(f.name) for f in self.ev.evaluate(one.call.func, one.context) if isinstance(f, External)
            }
            if one.name in called:
                yield from self.of_made(one, one.call)

    def of_made(self, one: Object, call: ast.Call) -> Iterator[Obstacle]:
        """An object that keeps what it was made of, and what was put into it."""
        look = self.of_elements if one.name.rpartition(".")[2] in _COPIES else self.of_expression
        for node in call.args:
            yield from (obstacle for _, obstacle in look(node, one.context))
        for keyword in call.keywords:
            yield from (obstacle for _, obstacle in self.of_expression(keyword.value, one.context))
        yield from self.of_filling(one, call)

    # Rows

    def row_of(self, name: str) -> Unpicklable | None:
        """The row of a library's class or function, if it stands in the way here."""
        row = unpicklable().get(canonical(name))
        if row is None or (self.new_process and row.new_process):
            return None
        return None if row.taught_by and self.state.module.refers_to(row.taught_by) else row

    def of_row(self, row: Unpicklable, node: ast.AST | None, words: str = "") -> Obstacle:
        kind = "shared" if row.shared else "object"
        return Obstacle(kind, words or row.words, node, certain=not (row.sometimes or row.library), row=row)

    _LOOKS: ClassVar[dict[type, Callable[[Pickling, Any], Iterator[Obstacle]]]] = {
        Function: of_function,
        ClassRef: of_class,
        Instance: of_instance,
        BoundMethod: of_method,
        Partial: of_partial,
        Collection: of_collection,
        Items: of_items,
        Generator: of_generator,
        External: of_external,
        Object: of_object,
    }


def _gives_coroutine(function: FunctionInfo) -> bool:
    """Whether calling a function gives a coroutine, as far as no decorator makes something else of it."""
    return function.is_async and not function.is_generator and not function.decorators


def _innermost(one: Value) -> Value:
    """What calling a value calls in the end: the function of a partial, or the value."""
    while isinstance(one, Partial):
        one = one.function
    return one
