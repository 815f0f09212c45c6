"""The calls that start other programs, and what they are told."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from mpcheck.model import filling, iteration
from mpcheck.model.choosing import choices, given_by_subclasses
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.replacing import may_be_replaced
from mpcheck.model.sources import sources
from mpcheck.model.values import Collection, Const, External, Object, Value, only
from mpcheck.targets import Target

#: These wait until the program has ended.
WAITING = ("subprocess.run", "subprocess.call", "subprocess.check_call", "subprocess.check_output")
STARTING = ("subprocess.Popen", *WAITING)
STARTING_ASYNC = ("asyncio.create_subprocess_exec", "asyncio.create_subprocess_shell")
#: What makes the words of a command of one text.
_SPLIT = ("shlex.split", "builtins.str.split")


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
    return any(keyword.arg is None for keyword in event.written.keywords)


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
    one = _display(event)
    return _elements(one.node) if one is not None else None


def _display(event: Event) -> Collection | None:
    """The list or tuple that a command certainly is."""
    unpacked = _unpacked(event)
    values = event.evaluate(unpacked) if unpacked is not None else event.values("args")
    (one,) = values if len(values) == 1 else (None,)
    return one if isinstance(one, Collection) else None


def _elements(node: ast.expr) -> list[ast.expr] | None:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        first, rest = _elements(node.left), _elements(node.right)
        return first and [*first, *(rest if rest is not None else [node.right])]
    return node.elts if isinstance(node, (ast.List, ast.Tuple)) else None


def split_text(one: Value) -> ast.expr | None:
    """The text that a value is split from at its blanks."""
    call = one.call if isinstance(one, Object) and one.name in _SPLIT else None
    if not isinstance(call, ast.Call):
        return None
    if isinstance(one, Object) and one.name == "shlex.split":
        return call.args[0] if call.args else None
    return call.func.value if isinstance(call.func, ast.Attribute) and not call.args else None


def program(event: Event) -> ast.expr | None:
    """The expression for the program to run: the first word of a list, or the whole of one text."""
    listed = words(event)
    if listed is not None:
        return listed[0] if listed else None
    return event.argument("program") or event.argument("args")


def programs(module: Module, event: Event, targets: Iterable[Target]) -> list[ast.expr]:
    """The expressions for the programs that a call may run on some targets, as far as they are known."""
    called = program(event)
    named = choices(module, called, targets) if called is not None and not _has_another_first(module, event) else ()
    return [*named, *_first_words(module, event)]


def _has_another_first(module: Module, event: Event) -> bool:
    """Whether something may be put into the first place of a command once it is written."""
    one = _display(event)
    if one is None:
        return False
    changes = (mutation.node for mutation in filling.put_into(event.ev, one.node))
    return any(_is_at_start(node) for node in changes) or (
        not module.is_here(one.node) and _is_patched(module, one.node)
    )


def _is_at_start(change: ast.AST) -> bool:
    """Whether ``command[0] = word`` or ``command.insert(0, word)`` is how something is put into a list."""
    if isinstance(change, ast.Call):
        return getattr(change.func, "attr", "") == "insert" and _is_zero(change.args[0])
    return isinstance(change, ast.Subscript) and _is_zero(change.slice)


def _is_zero(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value == 0


def named_elsewhere(module: Module, event: Event, word: ast.expr) -> list[tuple[ast.AST, str]]:
    """The place of a program's name, for a finding at the call, where that does not show it."""
    return [] if module.statement(word) is module.statement(event.call) else [(word, "named here")]


def _first_words(module: Module, event: Event) -> list[ast.expr]:
    """The literals that come first in commands which are kept, or put together, before the call: the first of equal ones.

    None where something else may have got their place since.
    """
    written, listed = event.argument("args") or _unpacked(event), words(event)
    if written is None or (listed and not isinstance(listed[0], ast.Starred)):
        return []
    command = _begin(written)
    fixed = [one for one in (command, *given_by_subclasses(module, command)) if _is_fixed(module, event, one)]
    held = (one for node in fixed for one in event.evaluate(node) if not isinstance(one, Const))
    firsts = (iteration.item(event.ev, one, 0) for one in held)
    literals = (one.node for first in firsts if len(first) == 1 for one in only(Const, first))
    found = sorted((node for node in literals if isinstance(node, ast.Constant)), key=lambda node: -node.lineno)
    return list({node.value: node for node in found}.values())


def _unpacked(event: Event) -> ast.expr | None:
    """The command whose words are passed one by one: ``create_subprocess_exec(*command)``."""
    first = event.call.args[0] if event.call.args and event.name == STARTING_ASYNC[0] else None
    return first.value if isinstance(first, ast.Starred) else None


def _begin(command: ast.expr) -> ast.expr:
    """The list or tuple with which a command begins, in ``begin + rest`` and ``[*begin, rest]``."""
    if isinstance(command, ast.BinOp) and isinstance(command.op, ast.Add):
        return _begin(command.left)
    first = command.elts[0] if isinstance(command, (ast.List, ast.Tuple)) and command.elts else None
    return _begin(first.value) if isinstance(first, ast.Starred) else command


def _is_fixed(module: Module, event: Event, command: ast.expr) -> bool:
    """Whether an expression has the value that one place in the code gives it."""
    seen: set[ast.expr] = set()
    stack = [command]
    while stack:
        node = stack.pop()
        if node in seen:
            return False  # it is made of what it was before
        seen.add(node)
        if isinstance(node, (ast.Name, ast.Attribute)) and _is_patched(module, node):
            return False
        if isinstance(node, ast.Attribute):
            if any(may_be_replaced(event.ev, owner, node.attr) for owner in event.evaluate(node.value)):
                return False
        elif isinstance(node, ast.Name):
            found = sources(event.ev, node)
            if len(found) > 1:
                return False
            stack += found
        elif isinstance(node, ast.BinOp):
            stack.append(node.left)
        else:
            returned = _returned(module, event, node)
            if len(returned) > 1:
                return False
            written: list[ast.expr] = getattr(node, "elts", None) or getattr(node, "args", [])
            parts = returned or written
            stack += [part.value if isinstance(part, ast.Starred) else part for part in parts]
    return True


def _returned(module: Module, event: Event, node: ast.expr) -> list[ast.expr]:
    """What the functions give back that a call runs."""
    functions = module.functions(event.evaluate(node.func)) if isinstance(node, ast.Call) else ()
    return [returned for function in functions for returned in function.returns]


def _is_patched(module: Module, command: ast.expr) -> bool:
    """Whether this file, or that of a command, puts something in the first place of a list."""
    return any(
        isinstance(node.ctx, ast.Store) and _is_zero(node.slice)
        for file in dict.fromkeys((module.found, module.ev.file(command)))
        for node in file.nodes_of(ast.Subscript)
    )
