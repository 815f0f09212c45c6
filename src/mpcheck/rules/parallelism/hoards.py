"""Pools that a loop makes one after the other and keeps, in a program that ends none of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.model import attributes, iteration
from mpcheck.model.collect import COMPREHENSIONS
from mpcheck.model.displays import last_name
from mpcheck.model.module import Module
from mpcheck.model.order import frames
from mpcheck.model.parents import loops_around
from mpcheck.model.scopes import ClassInfo, Collected, Mutation
from mpcheck.model.values import Collection, Const, Instance, Object, Param, Unknown, Value, origin

_POOLS = ("pool", "process-executor")
_NAMES = ("Pool", "Executor")
_ENDS = {"close", "terminate", "shutdown", "terminate_workers", "kill_workers"}
#: Take something out of a container, so that it may be freed.
_REMOVES = {"pop", "popitem", "popleft", "clear", "remove", "discard"}
_ADDS = {"append", "add", "appendleft"}
#: So many may be meant: one for each kind of work.
_FEW = 4


@dataclass(frozen=True, slots=True)
class Hoard:
    """A pool that stays in a container, itself or in an object, for each turn of a loop."""

    made: ast.Call
    kept: ast.AST
    loop: ast.AST


def hoards(module: Module) -> Iterator[Hoard]:
    """The pools that a loop of this file goes on making and keeping, each once."""
    files = _files(module)
    speaking = [file for file in files if any(word in file.text for word in _NAMES)]
    made = [call for file in speaking for call in file.calls if _makes_pool(module, file, call)]
    if not made or _may_end(module, set(made), files):
        return
    found: set[ast.Call] = set()
    for mutation in (mutation for file in files for mutation in file.mutations):
        pool = _pool_in(module, made, mutation)
        loop = _loop_around(module, mutation) if pool is not None and pool not in found else None
        if pool is not None and loop is not None and not _lets_go(module, mutation):
            found.add(pool)
            yield Hoard(pool, mutation.node, loop)


def _files(module: Module) -> list[Collected]:
    """This file, and those whose functions it leads to."""
    return list(dict.fromkeys((module.found, *(module.ev.file(function.node) for function in module.functions_called))))


def _makes_pool(module: Module, file: Collected, call: ast.Call) -> bool:
    """Whether a call makes a pool that is kept and not ended under the same name."""
    name = last_name(call.func)
    if not any(word in name for word in _NAMES):
        return False
    parent = module.parent(call)
    targets = parent.targets if isinstance(parent, ast.Assign) else [getattr(parent, "target", None)]
    names = {last_name(target) for target in targets} - {""}
    if isinstance(parent, (ast.withitem, ast.Attribute, ast.Expr)) or _ends_one_of(file, names):
        return False
    return any(_is_pool(module, one, call) for one in module.values(call))


def _ends_one_of(file: Collected, names: set[str]) -> bool:
    ends = (node for node in file.nodes_of(ast.Attribute) if node.attr in _ENDS) if names else ()
    return any(last_name(node.value) in names for node in ends)


def _is_pool(module: Module, one: Value, call: ast.Call) -> bool:
    return isinstance(one, Object) and one.call is call and module.ev.kind(one) in _POOLS


def _may_end(module: Module, made: set[ast.Call], files: list[Collected]) -> bool:
    """Whether the program has code that may end one of the pools, now or at its end."""
    methods = (node for file in files for node in file.nodes_of(ast.Attribute) if node.attr in _ENDS)
    if any(_may_be_of(module, made, node.value) for node in methods):
        return True
    blocks = (item.context_expr for file in files for item in file.nodes_of(ast.withitem))
    return any(_may_be_of(module, made, node) for node in blocks)


def _may_be_of(module: Module, made: set[ast.Call], node: ast.expr) -> bool:
    """Whether an expression may be one of the pools, or an object that has one, as far as is known."""
    values = module.values(node)
    return not values or any(isinstance(one, (Param, Unknown, Instance)) or origin(one) in made for one in values)


def _pool_in(module: Module, made: list[ast.Call], mutation: Mutation) -> ast.Call | None:
    """The pool that is put into a container: by itself, or in an attribute of the object that is put there."""
    values = iteration.follow(module.ev, module.contexts.values(mutation.value), mutation.path)
    for call in made:
        for one in values:
            if _is_pool(module, one, call) or (isinstance(one, Instance) and _holds(module, one, call)):
                return call
    return None


def _holds(module: Module, holder: Instance, call: ast.Call) -> bool:
    """Whether a method of the object's class puts the pool into an attribute."""
    function = module.function(call)
    if function is None or function.cls is None or function.cls not in attributes.bases(module.ev, holder.info):
        return False
    parent = module.parent(call)
    targets = parent.targets if isinstance(parent, ast.Assign) else [getattr(parent, "target", None)]
    return any(isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) for target in targets)


def _loop_around(module: Module, mutation: Mutation) -> ast.AST | None:
    """The loop of this file that puts in more and more, into a container that is made before it."""
    origins = _origins(module, mutation)
    inside = {parent for origin in origins for parent in module.ancestors(origin)}
    for places in frames(module, [mutation.node]).values() if origins else ():
        for place in places:
            for loop in loops_around(module, place) if module.is_here(place) else ():
                if loop not in inside and not _is_short(module, loop):
                    return loop
    return None


def _origins(module: Module, mutation: Mutation) -> list[ast.AST]:
    """Where the container is made: the making of the object that has it, or the bindings of its name."""
    container = mutation.container
    if isinstance(container, ast.Attribute):
        function = module.function(mutation.node)
        cls = function.cls if function is not None else None
        return [call for call in module.found.calls if cls is not None and _makes_object_of(module, call, cls)]
    if not isinstance(container, ast.Name):
        return []
    home = module.scope(container).holder_of(container.id)
    bindings = home.bindings[container.id] if home is not None else []
    return [] if any(binding.kind == "param" for binding in bindings) else [binding.node for binding in bindings]


def _makes_object_of(module: Module, call: ast.Call, cls: ClassInfo) -> bool:
    return any(
        isinstance(one, Instance) and one.call is call and cls in attributes.bases(module.ev, one.info)
        for one in module.values(call)
    )


def _is_short(module: Module, loop: ast.AST) -> bool:
    """Whether a loop has few turns, which are written out or counted."""
    iterable = loop.generators[0].iter if isinstance(loop, COMPREHENSIONS) else getattr(loop, "iter", None)
    if iterable is None:
        return False
    if isinstance(iterable, ast.Call) and module.external_name(iterable.func) == "builtins.range":
        counts = [one for node in iterable.args for one in module.values(node)]
        return all(isinstance(one, Const) and isinstance(one.value, int) and one.value <= _FEW for one in counts)
    written = [one.node for one in module.values(iterable) if isinstance(one, Collection)]
    return any(isinstance(node, (ast.List, ast.Tuple, ast.Set)) and len(node.elts) <= _FEW for node in written)


def _lets_go(module: Module, mutation: Mutation) -> bool:
    """Whether the file takes something out of the container that is not kept in another one, or gives the container up."""
    container, file = mutation.container, module.ev.file(mutation.node)
    mentions: list[ast.Attribute | ast.Name] = []
    if isinstance(container, ast.Attribute):
        mentions += [node for node in file.nodes_of(ast.Attribute) if node.attr == container.attr]
    elif isinstance(container, ast.Name):
        mentions += [node for node in file.nodes_of(ast.Name) if node.id == container.id]
    stores = [node for node in mentions if not isinstance(node.ctx, ast.Load)]
    return len(stores) != 1 or any(_takes_out(module, node) for node in mentions)


def _takes_out(module: Module, node: ast.AST) -> bool:
    parent = module.parent(node)
    if isinstance(parent, ast.Subscript):
        return isinstance(parent.ctx, ast.Del)
    if not isinstance(parent, ast.Attribute) or parent.attr not in _REMOVES:
        return False
    call = module.parent(parent)
    outer = module.parent(call) if isinstance(call, ast.Call) else None
    return not (isinstance(outer, ast.Call) and isinstance(outer.func, ast.Attribute) and outer.func.attr in _ADDS)
