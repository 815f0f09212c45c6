"""Iterables that never end."""

from __future__ import annotations

import ast

from mpcheck.model import iteration
from mpcheck.model.attributes import find_method
from mpcheck.model.displays import last_name
from mpcheck.model.flow import ENTRY, EXIT
from mpcheck.model.module import Module
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.values import Generator, Instance, Object, Param, Unknown, Value, Values, root_of

#: Never end, whatever they are given.
_ENDLESS = {"itertools.count", "itertools.cycle"}
#: End with the first of their iterables that does.
_ALL = {"builtins.zip": 0, "builtins.map": 1}
#: End with the iterable at one position.
_ONE = {
    **dict.fromkeys(("builtins.enumerate", "builtins.iter", "itertools.accumulate"), 0),
    **dict.fromkeys(("builtins.filter", "itertools.starmap", "itertools.filterfalse", "itertools.dropwhile"), 1),
}
#: Methods that make a generator wait for others.
_WAITS = {"acquire", "get", "wait", "recv", "join", "result", "accept", "read", "readline", "poll", "select"}
_MAX_STEPS = 6


def is_endless(module: Module, values: Values, steps: int = _MAX_STEPS) -> bool:
    """Whether an iterable certainly never ends, unless by an exception."""
    return bool(values) and steps > 0 and all(_never_ends(module, one, steps) for one in values)


def waits_for_others(module: Module, values: Values) -> bool:
    """Whether a generator stops and waits, for a semaphore or a message, so that it may be held back."""
    given = [iteration.iterators(module.ev, one) or {one} for one in values]
    functions = [_produces(module, one) for ones in given for one in ones]
    return any(
        isinstance(call.func, ast.Attribute) and call.func.attr in _WAITS
        for function in functions
        if function is not None
        for call in function.calls
    )


def _produces(module: Module, one: Value) -> FunctionInfo | None:
    """The function that gives the elements of an iterator: a generator's own, or the ``__next__`` of a scanned class."""
    if isinstance(one, Generator):
        return one.function.info if one.function is not None else None
    return find_method(module.ev, one.info, "__next__") if isinstance(one, Instance) else None


def _never_ends(module: Module, one: Value, steps: int) -> bool:
    if isinstance(one, Generator):
        return _is_endless_generator(module, one, steps)
    if isinstance(one, Instance):
        return _is_endless_object(module, one, steps)
    if not isinstance(one, Object) or not isinstance(one.call, ast.Call):
        return False
    args = one.call.args
    if any(isinstance(argument, ast.Starred) for argument in args):
        return False
    if one.name == "itertools.repeat":
        return len(args) == 1 and not one.call.keywords
    if one.name in _ALL:
        inner = args[_ALL[one.name] :]
    elif one.name in _ONE:
        # ``iter(function, sentinel)`` ends with the sentinel.
        inner = args[_ONE[one.name] : _ONE[one.name] + 1] if one.name != "builtins.iter" or len(args) == 1 else []
    else:
        return one.name in _ENDLESS
    return bool(inner) and all(is_endless(module, module.values(node, one.context), steps - 1) for node in inner)


def _is_endless_generator(module: Module, one: Generator, steps: int) -> bool:
    if isinstance(one.node, ast.GeneratorExp):
        return is_endless(module, module.values(one.node.generators[0].iter, one.context), steps - 1)
    if one.function is None or one.function.info.is_lambda:
        return False
    given = [node for node in one.function.info.yields if isinstance(node, ast.Yield)]
    loops = [
        loop
        for loop in module.ev.file(one.function.info.node).nodes_of(ast.For)
        if module.function(loop) is one.function.info and _is_endless_loop(module, loop, one, steps)
    ]
    return bool(given) and not module.flow(given[0]).can_follow(ENTRY, EXIT, loops)


def _is_endless_loop(module: Module, loop: ast.For, generator: Generator, steps: int) -> bool:
    """Whether a loop is over something endless, and nothing in it leaves it."""
    leaves = any(isinstance(node, (ast.Break, ast.Return)) for node in ast.walk(loop))
    return not leaves and is_endless(module, module.values(loop.iter, generator.context), steps - 1)


def _is_endless_object(module: Module, one: Instance, steps: int) -> bool:
    """Whether a loop over an object of a scanned class never ends: what its ``__iter__`` gives, it or another."""
    given = iteration.iterators(module.ev, one) or frozenset()
    return bool(given) and all(
        _goes_on(module, held) if isinstance(held, Instance) else _never_ends(module, held, steps - 1) for held in given
    )


def _goes_on(module: Module, iterator: Instance) -> bool:
    """Whether nothing in the ``__next__`` of an iterator, or that this calls, may tell that there is no more."""
    function = _produces(module, iterator)
    reached = module.graph.reached_from([function]) if function is not None else ()
    return bool(reached) and not any(
        info.raises or any(_may_end(module, call) for call in info.calls) for info in reached
    )


def _may_end(module: Module, call: ast.Call) -> bool:
    """Whether a call may raise StopIteration: it asks another iterator, or runs what is not known."""
    called = module.contexts.values(call.func)
    return last_name(call.func) == "next" or any(
        isinstance(root_of(one), (Param, Unknown)) or getattr(one, "name", "") == "__next__" for one in called
    )
