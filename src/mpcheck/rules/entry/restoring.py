"""Settings that are only put back as they were: ``getcontext().prec = before`` at the end of a block."""

from __future__ import annotations

import ast

from mpcheck.model.module import Module
from mpcheck.model.sources import sources

#: What tells the setting that holds; some setters give back the one before.
_TELLS = {
    *(
        "decimal.getcontext",
        "sys.getrecursionlimit",
        "socket.getdefaulttimeout",
        "locale.getlocale",
        "locale.setlocale",
    ),
    *("numpy.geterr", "numpy.seterr", "numpy.geterrcall", "numpy.seterrcall", "calendar.firstweekday"),
    *("torch.get_default_dtype", "torch.get_default_device"),
}


def is_put_back(module: Module, made: ast.expr) -> bool:
    """Whether a call, or an assignment to an attribute, makes a setting what it was before: what was asked for and kept."""
    if isinstance(made, ast.Call):
        given = [*made.args, *(keyword.value for keyword in made.keywords)]
    else:
        statement = module.statement(made)
        given = [statement.value] if isinstance(statement, ast.Assign) else []
    return any(_was_told(module, one) for one in given)


def _was_told(module: Module, given: ast.expr) -> bool:
    """Whether a name or attribute holds nothing but what a setting was."""
    kept = sources(module.ev, given) if isinstance(given, (ast.Name, ast.Attribute)) else []
    return bool(kept) and all(_tells(module, one) for one in kept if not _is_none(one)) and not all(map(_is_none, kept))


def _tells(module: Module, node: ast.expr) -> bool:
    """``getcontext()``, ``getcontext().prec``, ``getcontext().copy()``."""
    while isinstance(node, (ast.Attribute, ast.Call)):
        if isinstance(node, ast.Call) and module.external_name(node.func) in _TELLS:
            return True
        node = node.func if isinstance(node, ast.Call) else node.value
    return False


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
