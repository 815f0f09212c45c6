"""Where one of a program's pipes is read to its end, which comes when the program closes it: mostly by ending."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.model.collect import FUNCTIONS
from mpcheck.model.module import Module
from mpcheck.model.nodes import is_collected
from mpcheck.model.rounds import may_be_left
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.values import BoundMethod, CallContext, Object, Values
from mpcheck.rules.platforms.loop_ends import UNBLOCKS, ends_when_empty

STREAMS = ("stdout", "stderr")
_WHOLE = {"read", "readlines"}
_NO_LIMIT = {"None", "-1"}
_PARTS = {"read", "read1", "readline"}
#: They give on what they read from an argument.
_WRAPPERS = {
    *(f"builtins.{name}" for name in ("enumerate", "filter", "iter", "map", "zip")),
    *("io.TextIOWrapper", "io.BufferedReader", "csv.reader", "csv.DictReader", "tqdm.tqdm", "tqdm.auto.tqdm"),
}
#: They read all that their first argument gives.
_EXHAUSTING = {
    *(f"builtins.{name}" for name in ("list", "tuple", "set", "sorted", "sum", "max", "min", "dict")),
    *("shutil.copyfileobj", "json.load", "collections.Counter", "collections.deque"),
}
_PROGRAMS = {"subprocess.Popen", "asyncio.subprocess.Process"}
_MAX_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """A ``stream`` of the program that the call ``made`` starts is read to its end at a node; ``sites`` lead to it."""

    node: ast.expr
    stream: str
    made: ast.AST
    context: CallContext | None
    sites: tuple[ast.expr, ...]


def readings(module: Module) -> list[Reading]:
    """All of this file."""
    return module.once(_readings)


def _readings(module: Module) -> Iterator[Reading]:
    if any(True for _ in module.calls_of(*UNBLOCKS)):
        return
    for node, source in _read_to_the_end(module):
        for context, sites in _ways(module, node):
            streams = list(_streams(module, module.values(source, context)))
            yield from (Reading(node, stream, made, context, sites) for stream, made in streams)
            if streams and context is None:
                break


def _ways(module: Module, node: ast.expr) -> Iterator[tuple[CallContext | None, tuple[ast.expr, ...]]]:
    """The contexts in which to look at a node, with the calls that lead to it; first that in which no caller is known."""
    yield None, (node,)
    function = module.function(node)
    for context in module.contexts.of(function) if function is not None else ():
        sites: tuple[ast.expr, ...] = (node,)
        outer: CallContext | None = context
        while outer is not None and outer.call is not None and _runs_at_once(module, outer.call, outer.function):
            sites = (outer.call, *sites)
            outer = outer.caller
        if outer is None:
            yield context, sites


def _runs_at_once(module: Module, call: ast.Call, function: FunctionInfo) -> bool:
    """Whether a function runs where it is called: not so a task, a generator, or a coroutine that runs beside others."""
    if not is_collected(call) or function.is_generator:
        return False
    return not isinstance(function.node, ast.AsyncFunctionDef) or isinstance(module.parent(call), ast.Await)


def _streams(module: Module, values: Values, depth: int = _MAX_DEPTH) -> Iterator[tuple[str, ast.AST]]:
    """The streams that values are, or what is read by them, each with the call that starts its program."""
    for value in values if depth else ():
        one = value.receiver if isinstance(value, BoundMethod) and value.name == "readline" else value
        if isinstance(one, BoundMethod) and one.name in STREAMS and isinstance(one.receiver, Object):
            if one.receiver.name in _PROGRAMS and one.receiver.call is not None:
                yield one.name, one.receiver.call
        elif isinstance(one, Object) and one.name in _WRAPPERS and isinstance(one.call, ast.Call):
            for argument in one.call.args[:2]:
                yield from _streams(module, module.values(argument, one.context), depth - 1)


def _read_to_the_end(module: Module) -> Iterator[tuple[ast.expr, ast.expr]]:
    """The expressions that read something to its end, each with what they read."""
    for loop in module.found.nodes_of(ast.For, ast.AsyncFor):
        if not may_be_left(loop):
            yield loop.iter, loop.iter
    for whole in module.found.nodes_of(ast.ListComp, ast.SetComp, ast.DictComp):
        yield whole.generators[0].iter, whole.generators[0].iter
    for call in module.found.calls:
        function, first = call.func, call.args[:1]
        if isinstance(function, ast.Attribute) and function.attr in _WHOLE | _PARTS:
            is_whole = function.attr in _WHOLE and all(ast.unparse(limit) in _NO_LIMIT for limit in first)
            if (is_whole or ends_when_empty(module, call)) and _is_at_once(module, call):
                yield call, function.value
        elif first and (getattr(function, "attr", "") == "join" or module.external_name(function) in _EXHAUSTING):
            yield call, _iterated(first[0])


def _iterated(node: ast.expr) -> ast.expr:
    """What an argument gives the members of: of a generator expression, what that iterates over."""
    return node.generators[0].iter if isinstance(node, ast.GeneratorExp) else node


def _is_at_once(module: Module, call: ast.Call) -> bool:
    """Whether a call reads where it is written: not so what a coroutine does that is handed over to run beside others."""
    function = next((outer for outer in module.ancestors(call) if isinstance(outer, FUNCTIONS)), None)
    is_awaited = isinstance(module.parent(call), ast.Await)
    return is_awaited or not isinstance(function, ast.AsyncFunctionDef)
