"""Lists that are sorted by a number which a loop has given to what it puts into them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.model.module import Module
from mpcheck.model.order import Body

_ADDING = ("append", "appendleft")


def sorted_by_number(module: Module, call: ast.Call) -> Iterator[ast.Call]:
    """Where lists are sorted into which ``for number, one in enumerate(...)`` puts pairs that begin with the number."""
    loop = module.parent(call)
    target = loop.target if isinstance(loop, (ast.For, ast.AsyncFor)) and loop.iter is call else None
    number = target.elts[0] if isinstance(target, ast.Tuple) else None
    if loop is None or not isinstance(number, ast.Name):
        return
    filled = {name.id for node in ast.walk(loop) for name in _filled(node, number.id)}
    for name in module.ev.file(call).names if filled else ():
        if name.id in filled and module.function(name) is module.function(call):
            sorting = _sorting(module, name)
            if sorting is not None and _is_by_first(module, sorting) and Body(module, call).leads(call, sorting):
                yield sorting


def _filled(node: ast.AST, number: str) -> Iterator[ast.Name]:
    """The list that a call puts a pair into which begins with the number."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _ADDING:
        pair, owner = node.args[0] if node.args else None, node.func.value
        first = pair.elts[0] if isinstance(pair, (ast.Tuple, ast.List)) and pair.elts else None
        if isinstance(first, ast.Name) and first.id == number and isinstance(owner, ast.Name):
            yield owner


def _sorting(module: Module, name: ast.Name) -> ast.Call | None:
    """The call that sorts a list: ``rows.sort()``, ``sorted(rows)``."""
    parent = module.parent(name)
    outer = module.parent(parent) if isinstance(parent, ast.Attribute) and parent.attr == "sort" else parent
    if not isinstance(outer, ast.Call):
        return None
    is_sorted = name in outer.args[:1] and module.external_name(outer.func) == "builtins.sorted"
    return outer if is_sorted or outer.func is parent else None


def _is_by_first(module: Module, sorting: ast.Call) -> bool:
    """Whether a sort goes by the first members: it has no key, ``itemgetter(0)``, or ``lambda row: row[0]``."""
    key = next((keyword.value for keyword in sorting.keywords if keyword.arg == "key"), None)
    if isinstance(key, ast.Call):
        asked = key.args[0] if module.external_name(key.func) == "operator.itemgetter" and key.args else None
    else:
        asked = key.body.slice if isinstance(key, ast.Lambda) and isinstance(key.body, ast.Subscript) else None
    return key is None or (isinstance(asked, ast.Constant) and asked.value == 0)
