"""Whether the failure of a function in a worker can stay unnoticed."""

from __future__ import annotations

import ast

from mpcheck.model.scopes import FunctionInfo

_ALL = {"Exception", "BaseException"}
#: Methods that tell somebody how it went.
_TELLS = {"put", "send", "debug", "info", "warning", "error", "exception", "critical", "log"}


def catches_everything(function: FunctionInfo) -> bool:
    """Whether a function handles each Exception itself: a ``try`` is its whole body but for harmless statements."""
    if isinstance(function.node, ast.Lambda):
        return False
    rest = [statement for statement in function.node.body if not _is_harmless(statement)]
    return len(rest) == 1 and isinstance(rest[0], ast.Try) and any(_takes_all(h) for h in rest[0].handlers)


def does_nothing(function: FunctionInfo) -> bool:
    """Whether a function cannot fail, as one that is there to start a worker: it holds nothing but constants."""
    body = [function.node.body] if isinstance(function.node, ast.Lambda) else function.node.body
    held = (one.value if isinstance(one, (ast.Expr, ast.Return)) else one for one in body)
    return all(one is None or isinstance(one, (ast.Pass, ast.Constant)) for one in held)


def _takes_all(handler: ast.ExceptHandler) -> bool:
    types = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    names = {"BaseException" if one is None else ast.unparse(one).rpartition(".")[2] for one in types}
    return bool(names & _ALL) and not any(isinstance(node, ast.Raise) for node in ast.walk(handler))


def _is_harmless(statement: ast.stmt) -> bool:
    """A docstring, ``pass``, ``global``, an import, a message, or the assignment or return of a name or constant."""
    if isinstance(statement, (ast.Pass, ast.Global, ast.Nonlocal, ast.Import, ast.ImportFrom)):
        return True
    if isinstance(statement, (ast.Expr, ast.Return, ast.Assign, ast.AnnAssign)):
        return (
            statement.value is None or isinstance(statement.value, (ast.Constant, ast.Name)) or _tells(statement.value)
        )
    return False


def _tells(value: ast.expr) -> bool:
    function = value.func if isinstance(value, ast.Call) else None
    return (isinstance(function, ast.Attribute) and function.attr in _TELLS) or (
        isinstance(function, ast.Name) and function.id == "print"
    )
