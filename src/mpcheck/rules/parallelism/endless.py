"""Iterables that never end."""

from __future__ import annotations

import ast

from mpcheck.model.flow import ENTRY, EXIT
from mpcheck.model.module import Module
from mpcheck.model.values import Generator, Object, Value, Values

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
    return any(
        isinstance(one, Generator)
        and one.function is not None
        and any(isinstance(call.func, ast.Attribute) and call.func.attr in _WAITS for call in one.function.info.calls)
        for one in values
    )


def _never_ends(module: Module, one: Value, steps: int) -> bool:
    if isinstance(one, Generator):
        return _is_endless_generator(module, one, steps)
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
    loops = [node for node in one.function.info.yields if isinstance(node, ast.Yield)]
    return bool(loops) and not module.flow(loops[0]).can_follow(ENTRY, EXIT)
