"""The calls that start other programs, and what they are told."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.sources import sources
from mpcheck.model.values import Collection, Const, External

#: These wait until the program has ended.
WAITING = ("subprocess.run", "subprocess.call", "subprocess.check_call", "subprocess.check_output")
STARTING = ("subprocess.Popen", *WAITING)
STARTING_ASYNC = ("asyncio.create_subprocess_exec", "asyncio.create_subprocess_shell")


def starts(module: Module, *names: str) -> Iterator[Event]:
    """The calls of these functions, each once, however many ways lead to it."""
    seen: set[ast.Call] = set()
    for event in module.named(*names):
        if event.call not in seen:
            seen.add(event.call)
            yield event


def words_of_options(*names: str) -> tuple[str, ...]:
    """A file that gives one of these options to a program that it starts holds one of these; see `Rule.words`."""
    return tuple(f"subprocess & {name}{end}" for name in names for end in ("=", " =", '"', "'"))


def has_open_options(event: Event) -> bool:
    """Whether options are given by ``**options``."""
    return any(keyword.arg is None for keyword in event.call.keywords)


def option(event: Event, name: str) -> object:
    """The literal value of an option, None where it is not given or not one literal."""
    values = event.values(name)
    (one,) = values if len(values) == 1 else (None,)
    return one.value if isinstance(one, Const) else None


def is_piped(event: Event, stream: str) -> bool:
    """Whether a stream of the program is certainly ``PIPE``."""
    names = {one.name if isinstance(one, External) else "" for one in event.values(stream)}
    return bool(names) and names <= {"subprocess.PIPE", "asyncio.subprocess.PIPE"}


def words(event: Event) -> list[ast.expr] | None:
    """The words of a command that is written as a list or tuple, or begins so; None where it is not, or not only."""
    values = event.values("args") or event.values("program")
    (one,) = values if len(values) == 1 else (None,)
    return _elements(one.node) if isinstance(one, Collection) else None


def _elements(node: ast.expr) -> list[ast.expr] | None:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        first, rest = _elements(node.left), _elements(node.right)
        return first and [*first, *(rest if rest is not None else [node.right])]
    return node.elts if isinstance(node, (ast.List, ast.Tuple)) else None


def choices(module: Module, node: ast.expr) -> Iterator[ast.expr]:
    """The expressions between which tests and assignments to a name choose."""
    if isinstance(node, ast.IfExp):
        yield from choices(module, node.body)
        yield from choices(module, node.orelse)
    elif isinstance(node, (ast.Name, ast.Attribute)):
        for one in sources(module.ev, node) or [node]:
            yield from choices(module, one) if isinstance(one, ast.IfExp) else [one]
    else:
        yield node


def program(event: Event) -> ast.expr | None:
    """The expression for the program to run: the first word of a list, or the whole of one text."""
    listed = words(event)
    if listed is not None:
        return listed[0] if listed else None
    return event.argument("program") or event.argument("args")
