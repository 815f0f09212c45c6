"""What is put into containers after they are made: ``box.append(value)``, ``box[key] = value``."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mpcheck.model import attributes, derived, iteration, registering
from mpcheck.model.displays import last_name
from mpcheck.model.nodes import is_collected, parent_of, scope_of
from mpcheck.model.scopes import ClassInfo, Collected, Mutation
from mpcheck.model.values import NOTHING, CallContext, Instance, Values, only

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator


def put_into(ev: Evaluator, node: ast.AST | None) -> list[Mutation]:
    """What is put into the container that a node makes, by this file and by the one in which the node stands.

    Where that is an object of a class derived from a container: what is put into any object of the class.
    """
    ev.asked_for_contents = True
    info = _class_made_at(ev, node)
    if info is None:
        return _put_into(ev, node)
    return [mutation for here in attributes.bases(ev, info) for mutation in _put_into(ev, here.node)]


def may_be_put_into(ev: Evaluator, node: ast.expr) -> bool:
    """Whether anything is put into a container, also by the function of another file that makes it, which nobody else asks."""
    function = scope_of(node).enclosing_function
    named = ev.file(node).named_mutations.of(set(_names(node)))
    return any(scope_of(one.node).enclosing_function is function for one in named) or bool(put_into(ev, node))


def _class_made_at(ev: Evaluator, node: ast.AST | None) -> ClassInfo | None:
    if isinstance(node, ast.Call):
        return next((one.info for one in only(Instance, ev.evaluate(node))), None)
    info = ev.found.info_of.get(node) if isinstance(node, ast.ClassDef) else None
    return info if isinstance(info, ClassInfo) else None


def _put_into(ev: Evaluator, node: ast.AST | None) -> list[Mutation]:
    own = contents(ev).get(node, [])
    if node is None or not is_collected(node):
        return own
    home = ev.file(node)
    if home is ev.found:
        return own
    if node not in ev.contents_elsewhere:
        # Nothing, as far as finding it out asks for it.
        ev.contents_elsewhere[node] = []
        ev.contents_elsewhere[node] = _put_in_at_home(ev, node, home)
    return [*own, *ev.contents_elsewhere[node]]


def _put_in_at_home(ev: Evaluator, node: ast.AST, home: Collected) -> list[Mutation]:
    """What another file puts into a container of its own, under the name that it is given where it is made.

    Where it does not speak of processes: what importing it puts there, what its decorators do, and the methods of
    registries that these belong to.
    """
    names = set(_names(node))
    candidates = home.mutations
    if not isinstance(node, ast.ClassDef):
        candidates = home.named_mutations.of(names)
    if candidates and not (home.speaks_of_processes or home.speaks_of_loading):
        decorators = registering.of_other_files(ev)
        registries = {owner for function in decorators if (owner := function.owner) is not None}
        makers = ((one, scope_of(one.node).enclosing_function) for one in candidates)
        candidates = [
            one
            for one, function in makers
            if function is None or function in decorators or function.owner in registries
        ]
    return [m for m in candidates if any(derived.noted_at(ev, one) is node for one in ev.evaluate(m.container))]


def _names(node: ast.AST) -> Iterator[str]:
    """The names that an assignment gives to what a node makes, and those beside it: ``rows, columns = [], []``."""
    parent = parent_of(node)
    if isinstance(parent, ast.Tuple):
        parent = parent_of(parent)
    targets = parent.targets if isinstance(parent, ast.Assign) else [getattr(parent, "target", None)]
    for target in targets:
        names = map(last_name, target.elts if isinstance(target, ast.Tuple) else [target])
        yield from (name for name in names if name)


def contents(ev: Evaluator) -> dict[ast.AST | None, list[Mutation]]:
    """For each display, what the file appends, adds or assigns to the container that it makes."""
    if ev.contents is None:
        ev.contents = {}
        ev.asked_for_contents = False
        for mutation in ev.found.mutations:
            for node in {derived.noted_at(ev, one) for one in ev.evaluate(mutation.container)} - {None}:
                ev.contents.setdefault(node, []).append(mutation)
        ev.registrations = registering.registrations(ev, [ev.found])
        if (ev.contents or ev.registrations) and ev.asked_for_contents:
            # What was evaluated while the index was incomplete may lack elements.
            ev.forget()
            ev.elements.clear()
            ev.contents_elsewhere.clear()
    return ev.contents


def added(ev: Evaluator, mutation: Mutation, context: CallContext | None) -> Values:
    """What is put into a container that was made in a context."""
    held = (ev.evaluate(mutation.value, here) for here in adding(ev, mutation, context))
    return iteration.follow(ev, NOTHING.union(*held), mutation.path)


def adding(ev: Evaluator, mutation: Mutation, context: CallContext | None) -> list[CallContext | None]:
    """The calls in which something is put into a container: of a decorator those that are known, else the container's own."""
    function = scope_of(mutation.node).enclosing_function
    ev.asked_for_contents = True
    if function is None:
        return [context]
    is_own = ev.file(function.node) is ev.found
    known = ev.registrations if is_own else registering.of_other_files(ev)
    return [*known.get(function, ())] or [context]
