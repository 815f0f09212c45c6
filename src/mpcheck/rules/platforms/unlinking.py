"""Blocks of shared memory that are unlinked only where nothing goes wrong."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from mpcheck.model.displays import last_name
from mpcheck.model.elsewhere import files_of_program, imported_files
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.values import External, Object, origin

#: Methods that give something to whoever takes it out of the object.
_HAND_ON = {"append", "add", "put", "put_nowait", "send"}


def is_known_by_name(module: Module, uses: Iterable[ast.AST]) -> bool:
    """Whether the name of a block is kept for others, and a file that comes with this one unlinks what it attaches by name."""
    files = (*imported_files(module), *files_of_program(module))
    unlinks = any("unlink" in file.text and "SharedMemory(" in file.text for file in files if file is not module.found)
    return unlinks and any(_keeps_name(module, node) for node in uses)


def _keeps_name(module: Module, node: ast.AST) -> bool:
    """Whether a use of a block gives its name to a container, an object or a caller."""
    name = module.parent(node)
    if not isinstance(name, ast.Attribute) or name.attr != "name":
        return False
    parent = module.parent(name)
    while isinstance(parent, (ast.Tuple, ast.List, ast.Dict)):
        parent = module.parent(parent)
    if isinstance(parent, ast.Assign):
        return not all(isinstance(target, ast.Name) for target in parent.targets)
    return isinstance(parent, ast.Return) or (isinstance(parent, ast.Call) and last_name(parent.func) in _HAND_ON)


def is_lent(module: Module, made: Event) -> bool:
    """Whether a block is made by a context manager written as a generator, which can free it when it gets it back."""
    function = module.function(made.call)
    return function is not None and module.with_blocks.is_manager(function)


def is_skipped_by_errors(module: Module, made: Event) -> bool:
    """Whether errors leave a block because only the code after them unlinks it.

    That is so of a block which is closed in spite of them, and of one that is lent to a ``with`` block which they end.
    """
    unlinks: list[ast.Attribute] = []
    for node in module.found.nodes_of(ast.Attribute):
        if node.attr == "unlink":
            owners = module.values(node.value)
            if any(isinstance(one, Object) and one.call is made.call for one in owners):
                unlinks.append(node)
            elif not all(_is_no_block(module, one) for one in owners):
                return False  # this may be the block under another name
    return bool(unlinks) and all(
        _is_skipped(module, made, node) or _is_skipped_at_yield(module, made, node) for node in unlinks
    )


def _is_no_block(module: Module, one: object) -> bool:
    is_known = isinstance(one, External) or (isinstance(one, Object) and bool(one.name))
    return is_known and module.ev.kind(one) not in ("shared-memory", "shareable-list")


def _is_skipped(module: Module, made: Event, unlink: ast.Attribute) -> bool:
    """Whether an error in a ``try`` that closes the block at its end keeps it from being unlinked."""
    call = module.parent(unlink)
    statement = module.parent(call) if isinstance(call, ast.Call) and call.func is unlink else None
    if not isinstance(statement, ast.Expr) or module.function(unlink) is not module.function(made.call):
        return False
    block = _siblings(module, statement)
    outer = module.parent(statement)
    if isinstance(outer, ast.Try) and block is outer.body:
        closing = [outer] if statement is block[-1] and len(block) > 1 else []
    else:
        closing = [one for one in block[: block.index(statement)] if isinstance(one, ast.Try)]
    return any(_closes(module, made, one) for one in closing) and not _is_for_errors(module, statement)


def _is_skipped_at_yield(module: Module, made: Event, unlink: ast.Attribute) -> bool:
    """Whether an error in the ``with`` block of the context manager that made the block keeps it from being unlinked."""
    call, function = module.parent(unlink), module.function(unlink)
    if function is not module.function(made.call) or not (isinstance(call, ast.Call) and call.func is unlink):
        return False
    if function is None or not is_lent(module, made) or _is_for_errors(module, module.statement(call)):
        return False
    lending = [node for node in function.yields if module.happens_before(made.call, node)]
    return any(module.happens_before(node, call) for node in lending) and not any(
        module.exceptions_caught(node) for node in lending
    )


def _siblings(module: Module, statement: ast.stmt) -> list[ast.stmt]:
    """The block of statements that one is in."""
    parent = module.parent(statement)
    blocks = (getattr(parent, name, None) for name in ("body", "orelse", "finalbody"))
    return next((block for block in blocks if isinstance(block, list) and statement in block), [statement])


def _closes(module: Module, made: Event, tried: ast.Try) -> bool:
    """Whether a ``try`` closes the block whatever happens in it, and lets errors pass."""
    passes = all(isinstance(handler.body[-1], ast.Raise) for handler in tried.handlers)
    calls = any(isinstance(node, ast.Call) for one in tried.body for node in ast.walk(one))
    closes = any(_is_close(module, made, node) for one in tried.finalbody for node in ast.walk(one))
    return passes and calls and closes


def _is_close(module: Module, made: Event, node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Attribute)
        and node.attr == "close"
        and any(origin(one) is made.call for one in module.values(node.value))
    )


def _is_for_errors(module: Module, statement: ast.stmt) -> bool:
    """Whether a statement runs after errors, too: in a ``finally``, or a handler."""
    child: ast.AST = statement
    for parent in module.ancestors(statement):
        if isinstance(parent, ast.ExceptHandler) or (isinstance(parent, ast.Try) and child in parent.finalbody):
            return True
        child = parent
    return False
