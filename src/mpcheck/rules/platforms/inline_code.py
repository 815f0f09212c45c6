"""Python code that is given to an interpreter on its command line, and prints so little that any pipe holds it."""

from __future__ import annotations

import ast
import itertools
import sys
from collections.abc import Iterator, Sequence

from mpcheck.model.collect import COMPREHENSIONS, LOOPS
from mpcheck.model.displays import last_name
from mpcheck.model.imports import imported_packages

_PRINT = {"print", "write", "writelines", "input"}
#: What code may call beside this and still print nothing else, as far as the code says: what others print nobody knows.
_SILENT = {
    *("abs", "bool", "bytes", "close", "decode", "encode", "exit", "flush", "float", "format", "getcwd", "getpid"),
    *("getppid", "int", "isatty", "kill", "len", "lower", "max", "min", "monotonic", "pause", "quit", "readline"),
    *("repr", "round", "setsid", "signal", "sleep", "split", "str", "strip", "sum", "time", "upper", "_exit"),
}
_LEAVES = (ast.Break, ast.Return, ast.Raise)
_LONG = 1000
#: So many lines, each shorter than that, any pipe holds.
_MOST_PRINTS = 20


def only_imports(code: str) -> bool:
    """Whether code is Python that only asks whether something can be imported, which is told in a few lines."""
    tree = _parsed(code)
    return tree is not None and _holds_only_imports(tree)


def _holds_only_imports(tree: ast.Module) -> bool:
    return bool(tree.body) and all(isinstance(one, (ast.Import, ast.ImportFrom)) for one in tree.body)


def _parsed(code: str) -> ast.Module | None:
    try:
        return ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def prints_little(code: str) -> bool:
    """Whether code prints a few lines at most, all of which can be seen in it."""
    tree = _parsed(code)
    if tree is None or _holds_only_imports(tree):
        return tree is not None
    nodes = list(ast.walk(tree))
    own = {node.name for node in nodes if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    called = [last_name(node.func) for node in nodes if isinstance(node, ast.Call)]
    return (
        set(called) <= _PRINT | _SILENT | own
        and set(imported_packages(nodes)) <= sys.stdlib_module_names
        and sum(name in _PRINT for name in called) <= _MOST_PRINTS
        and not any(_prints_again(loop) for loop in nodes if isinstance(loop, (*LOOPS, *COMPREHENSIONS)))
        and not any(map(_is_long, nodes))
    )


def _prints_again(loop: ast.AST) -> bool:
    """Whether a loop may print each time."""
    body = loop.body if isinstance(loop, LOOPS) else [loop]
    return any(True for statement in _repeated(body) if _prints(statement))


def _repeated(block: Sequence[ast.AST]) -> Iterator[ast.AST]:
    """The statements of a loop after which it may go on: none of a block that leaves it."""
    if isinstance(block[-1], _LEAVES):
        return
    for statement in block:
        inner = list(_blocks(statement))
        yield from itertools.chain.from_iterable(map(_repeated, inner)) if inner else [statement]


def _blocks(statement: ast.AST) -> Iterator[Sequence[ast.AST]]:
    """The blocks in a statement, those of its handlers and cases among them."""
    for name in ("body", "orelse", "finalbody"):
        block = getattr(statement, name, None)
        if isinstance(block, list) and block:
            yield block
    for part in (*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
        yield part.body


def _prints(statement: ast.AST) -> bool:
    # A function of the code's own may print as well.
    calls = (node for node in ast.walk(statement) if isinstance(node, ast.Call))
    return any(last_name(call.func) not in _SILENT for call in calls)


def _is_long(node: ast.AST) -> bool:
    """Whether a text is long, or may be made of copies of one."""
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, (ast.Mult, ast.Pow))
    return isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)) and len(node.value) > _LONG
