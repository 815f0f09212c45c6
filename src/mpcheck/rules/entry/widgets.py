"""Scripts of streamlit: what only the use of a widget makes run, which nobody uses while a child imports the script."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from mpcheck.model.conditions import conditions
from mpcheck.model.module import Module
from mpcheck.model.sources import sources

_LIBRARY = "streamlit"
#: Without a user their value is false, unless a ``value`` is given.
_FALSE_AT_FIRST = {
    *("button", "form_submit_button", "download_button", "file_uploader", "camera_input", "chat_input"),
    *("checkbox", "toggle", "text_input", "text_area"),
}


def waits_for_user(module: Module, chain: Iterable[ast.AST]) -> bool:
    """Whether one of the nodes runs only once a widget has been used."""
    if not module.found.imports((_LIBRARY,)):
        return False
    return any(
        _is_used(module, test, outcome=outcome) for node in chain for test, outcome in conditions(module.ev, node)
    )


def _is_used(module: Module, test: ast.expr, *, outcome: bool) -> bool:
    """Whether a test comes out so only after a widget has been used."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return _is_used(module, test.operand, outcome=not outcome)
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        return outcome and any(_is_used(module, part, outcome=True) for part in test.values)
    written = sources(module.ev, test) if isinstance(test, (ast.Name, ast.Attribute)) else [test]
    return outcome and bool(written) and all(_is_widget(module, one) for one in written)


def _is_widget(module: Module, node: ast.expr) -> bool:
    """Whether a call makes a widget, be it in a part of the page: ``column.button("Run")``."""
    if not isinstance(node, ast.Call) or any(keyword.arg == "value" for keyword in node.keywords):
        return False
    name = module.external_name(node.func)
    method = node.func.attr if isinstance(node.func, ast.Attribute) and not name else ""
    kind = name.rpartition(".")[2] if name.startswith(f"{_LIBRARY}.") else method
    return kind in _FALSE_AT_FIRST
