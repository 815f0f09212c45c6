"""What ends a process."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.model.attributes import external_bases
from mpcheck.model.calling import argument
from mpcheck.model.module import Module
from mpcheck.model.values import BoundMethod, ClassRef, Const, External, Instance, Object, Value

_RAISES = {"sys.exit": "SystemExit", "builtins.exit": "SystemExit", "builtins.quit": "SystemExit"}
_NO_ORDINARY = {"SystemExit", "KeyboardInterrupt", "GeneratorExit", "BaseException"}
#: Signals that end a process unless it handles them.
_DEADLY = {f"signal.SIG{name}" for name in ("KILL", "TERM", "ABRT", "SEGV", "BUS", "ILL", "FPE", "QUIT", "HUP")}
_PARSER = "argparse.ArgumentParser"
_AT_ONCE = ("os._exit", "os.abort")
#: The parameters of what runs a function beside the one that goes on.
_BESIDE = {"threading.Timer": ("interval", "function"), "threading.Thread": ("group", "target")}
#: What runs tests ends with ``sys.exit()``, unless its parameter ``exit`` is false.
_TEST_PROGRAMS = ("unittest.main", "unittest.TestProgram")


@dataclass(frozen=True, slots=True)
class Exit:
    """A node that ends its process, by an exception of this name or ("") at once; ``only_maybe`` for ``parse_args`` and timers."""

    node: ast.AST
    exception: str
    only_maybe: bool = False


def exits(module: Module) -> Iterator[Exit]:
    """Everything that ends the process, or raises what only BaseException catches: here, and in what workers run elsewhere."""
    functions = [*module.found.functions, *module.foreign_worker_functions]
    for call in (*module.found.calls, *(call for one in module.foreign_worker_functions for call in one.calls)):
        yield from _exits_by_name(module, call)
        yield from _exits_of_parser(module, call)
    for node in (raised for function in functions for raised in function.raises):
        raised = {_no_ordinary(module, one) for one in module.values(node.exc)} if node.exc is not None else {""}
        if raised and "" not in raised:
            yield Exit(node, raised.pop())


def _exits_by_name(module: Module, call: ast.Call) -> Iterator[Exit]:
    name = module.external_name(call.func)
    if name in _RAISES:
        yield Exit(call, _RAISES[name])
    elif name in _AT_ONCE or _kills_itself(module, name, call):
        yield Exit(call, "")
    elif name in _BESIDE and _is_exit(module, argument(call, _BESIDE[name], _BESIDE[name][1])):
        yield Exit(call, "", only_maybe=True)
    elif name in _TEST_PROGRAMS and all(keyword.arg not in ("exit", None) for keyword in call.keywords):
        yield Exit(call, "SystemExit")


def _exits_of_parser(module: Module, call: ast.Call) -> Iterator[Exit]:
    for one in module.values(call.func):
        if isinstance(one, BoundMethod) and getattr(one.receiver, "name", "") == _PARSER:
            if one.name in ("error", "exit"):
                yield Exit(call, "SystemExit")
            elif one.name == "parse_args" and call.args:
                yield Exit(call, "SystemExit", only_maybe=True)


def _is_exit(module: Module, function: ast.expr | None) -> bool:
    """Whether a function that is passed ends the process at once."""
    return function is not None and module.external_name(function) in _AT_ONCE


def _kills_itself(module: Module, name: str, call: ast.Call) -> bool:
    if name == "signal.raise_signal" and len(call.args) == 1:
        handled = {module.external_name(made.args[0]) for made in module.calls_of("signal.signal") if made.args}
        return module.external_name(call.args[0]) in _DEADLY - handled
    if name != "os.kill" or len(call.args) != 2:
        return False
    if any(isinstance(one, Const) and one.value == 0 for one in module.values(call.args[1])):
        return False
    whom = module.values(call.args[0])
    return bool(whom) and all(isinstance(one, Object) and one.name == "os.getpid" for one in whom)


def _no_ordinary(module: Module, one: Value) -> str:
    """The name of an exception class that a pool's worker does not catch, "" for others."""
    names = [one.name] if isinstance(one, (External, Object)) else []
    if isinstance(one, (ClassRef, Instance)):
        names = external_bases(module.ev, one.info)
    found = {name.partition(".")[2] for name in names if name.startswith("builtins.")}
    return min(found) if found and found <= _NO_ORDINARY else ""
