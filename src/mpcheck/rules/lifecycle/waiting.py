"""What code does after it has submitted a task: whether it may wait until the task is done."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from mpcheck.model import iteration
from mpcheck.model.collect import FUNCTIONS
from mpcheck.model.module import Module
from mpcheck.model.parents import loops_around
from mpcheck.model.values import BoundMethod, CallContext, ClassRef, Const, External, Function, Object, Partial, Value
from mpcheck.model.worker import made_by_call

#: Method names under which classes wait for something.
_WAITS = {
    *("wait", "get", "join", "acquire", "result", "recv", "poll", "accept", "communicate", "wait_for", "select"),
    *("run_until_complete", "run_forever"),
}
#: Method names of paths, texts and containers, which come back at once whatever the object is.
_COMES_BACK = {
    *("write_text", "write_bytes", "read_text", "read_bytes", "mkdir", "unlink", "exists", "with_suffix", "with_name"),
    *(
        "append",
        "extend",
        "items",
        "keys",
        "values",
        "format",
        "split",
        "strip",
        "splitlines",
        "startswith",
        "endswith",
    ),
}
_WAITING_FUNCTIONS = {
    *("time.sleep", "builtins.input", "concurrent.futures.wait", "concurrent.futures.as_completed", "signal.pause"),
    *("multiprocessing.connection.wait", "asyncio.run", "select.select", "os.wait", "os.waitpid"),
}
_POOL_METHODS = {
    **dict.fromkeys(("apply_async", "map_async", "starmap_async", "imap", "imap_unordered", "close"), False),
    "join": True,
}
#: Modules whose functions and objects come back at once.
_AT_ONCE = ("builtins.", "logging.", "math.", "os.path.", "sys.", "warnings.", "time.", "functools.", "itertools.")


def may_wait(module: Module, calls: Iterable[ast.Call], context: CallContext | None = None) -> bool | None:
    """Whether one of the calls waits for something; None where one runs code that is not seen."""
    verdicts: set[bool | None] = set()
    for call in calls:
        verdicts |= {_waits(module, call, one) for one in module.values(call.func, context)} or {None}
        for made in made_by_call(module, call, context):
            verdicts |= {_waits(module, made.call, one) for one in module.values(made.call.func, made.context)} or {
                None
            }
    return True if True in verdicts else None if None in verdicts else False


def takes_long(module: Module, statements: list[ast.stmt], context: CallContext | None) -> bool:
    """Whether statements loop or wait, be it in code that they are given to run."""
    nodes = [node for statement in statements for node in ast.walk(statement)]
    if any(isinstance(node, FUNCTIONS) for node in nodes):
        return False
    loops = any(isinstance(node, (ast.For, ast.While)) for node in nodes)
    return loops or may_wait(module, (node for node in nodes if isinstance(node, ast.Call)), context) is True


def _is_moment(module: Module, sleep: ast.Call) -> bool:
    """Whether a program sleeps once and for less than a second: that waits for nothing."""
    given = [one for node in sleep.args for one in module.values(node)]
    is_short = all(isinstance(one, Const) and isinstance(one.value, (int, float)) and one.value < 1 for one in given)
    return bool(given) and is_short and not loops_around(module, sleep)


def _waits(module: Module, call: ast.Call, one: Value) -> bool | None:
    if isinstance(one, (Function, ClassRef, Partial)) or (isinstance(one, BoundMethod) and one.function is not None):
        return False
    if isinstance(one, External):
        if one.name == "builtins.iter" and len(call.args) == 2:  # iter(queue.get, None)
            return True if getattr(call.args[0], "attr", "") in _WAITS else None
        if one.name == "time.sleep" and _is_moment(module, call):
            return False
        return True if one.name in _WAITING_FUNCTIONS else False if one.name.startswith(_AT_ONCE) else None
    if isinstance(one, BoundMethod):
        receiver = one.receiver
        if module.kind(receiver) in ("pool", "thread-pool"):
            return _POOL_METHODS.get(one.name)
        known = isinstance(receiver, Object) and receiver.name.startswith(_AT_ONCE)
        if known or isinstance(receiver, Const) or iteration.is_container(receiver):
            return False
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    return True if name in _WAITS else False if name in _COMES_BACK else None
