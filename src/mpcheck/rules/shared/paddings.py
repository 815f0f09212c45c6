"""Zeros that are added to the end of texts and bytes: before these are stored, or after they are read."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from mpcheck.model.displays import last_name
from mpcheck.model.module import Module
from mpcheck.model.scopes import Collected
from mpcheck.model.values import Const


def origins(module: Module, node: ast.expr) -> tuple[set[ast.expr], set[ast.expr]]:
    """The expressions that give an item its value, through local names and functions, and those that add zeros on the way."""
    found: set[ast.expr] = set()
    paddings: set[ast.expr] = set()
    seen: set[ast.expr] = set()
    stack = [node]
    while stack:
        here = stack.pop()
        if here in seen:
            continue
        seen.add(here)
        padded = _padded(module, here)
        further = [padded] if padded is not None else [*_assigned(module, here), *_returned(module, here)]
        stack += further
        if padded is not None:
            paddings.add(here)
        elif not further:
            found.add(here)
    return found, paddings


def pads_otherwise(module: Module, files: Iterable[Collected], paddings: Iterable[ast.expr]) -> bool:
    """Whether the code adds zeros elsewhere, or calls ``ljust``, or reads numbers from which zeros at the end may be
    missing: nothing may be lost then.
    """
    known = {*paddings}
    for file in files:
        sums = {node for node in file.nodes_of(ast.BinOp) if _padded(module, node) is not None}
        filled = {call for call in file.calls if last_name(call.func) == "ljust"}
        grown = any(_is_zeros(module, node.value) for node in file.nodes_of(ast.AugAssign))
        if grown or not sums | filled <= known or any(_reads_without_zeros(module, call) for call in file.calls):
            return True
    return False


def _reads_without_zeros(module: Module, call: ast.Call) -> bool:
    """``int.from_bytes(data, "little")``."""
    is_number = last_name(call.func) == "from_bytes" and module.external_name(call.func) == "builtins.int.from_bytes"
    return is_number and any(
        isinstance(one, Const) and one.value == "little"
        for node in (*call.args, *(keyword.value for keyword in call.keywords))
        for one in module.values(node)
    )


def _assigned(module: Module, node: ast.expr) -> list[ast.expr]:
    """What a local name is assigned; nothing where it may get its value otherwise."""
    scope = module.scope(node)
    if not isinstance(node, ast.Name) or node.id not in scope.bindings:
        return []
    bindings = module.ev.reaching.bindings(node, scope)
    values = [one.value for one in bindings if one.kind == "assign" and not one.path and one.value is not None]
    return values if len(values) == len(bindings) else []


def _returned(module: Module, node: ast.expr) -> list[ast.expr]:
    """What the functions return that a call certainly is one of."""
    called = module.values(node.func) if isinstance(node, ast.Call) else frozenset()
    functions = module.functions(called)
    if len(functions) < len(called) or any(one.is_generator or one.is_async for one in functions):
        return []
    return [value for one in functions for value in one.returns]


def _padded(module: Module, node: ast.expr) -> ast.expr | None:
    """What is filled up with zeros: by ``ljust``, or by a sum with zeros."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "ljust":
        return node.func.value if len(node.args) > 1 and _is_nul(module, node.args[1]) else None
    is_sum = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add)
    return node.left if isinstance(node, ast.BinOp) and is_sum and _is_zeros(module, node.right) else None


def _is_zeros(module: Module, node: ast.expr) -> bool:
    """A repeated NUL character, or ``bytes(n)``."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        return _is_nul(module, node.left) or _is_nul(module, node.right)
    return isinstance(node, ast.Call) and module.external_name(node.func) == "builtins.bytes" and len(node.args) == 1


def _is_nul(module: Module, node: ast.expr) -> bool:
    values = module.values(node)
    texts = [one.value for one in values if isinstance(one, Const)]
    if isinstance(node, ast.Call):
        return _is_zeros(module, node)
    return bool(texts) and len(texts) == len(values) and all(text in ("\0", b"\0") for text in texts)
