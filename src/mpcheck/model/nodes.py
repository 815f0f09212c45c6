"""What the collector notes of each node: the node around it, and the scope in which it stands.

It is noted on the node itself.  A table of all nodes of a project is too large for the caches of a processor,
and asked for more than anything else.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import TYPE_CHECKING, TypeGuard, TypeVar

if TYPE_CHECKING:
    from mpcheck.model.scopes import Scope

_A = TypeVar("_A", bound=ast.AST)

#: The scope in which a collected node stands.  Raises AttributeError for any other node.
scope_of: Callable[[ast.AST], Scope] = attrgetter("scope")


def parent_of(node: ast.AST) -> ast.AST | None:
    """The node around a node; None for a module, and for what is made up and stands nowhere."""
    return getattr(node, "parent", None)


def note(node: ast.AST, parent: ast.AST | None, scope: Scope) -> None:
    """Note where a node stands."""
    node.parent, node.scope = parent, scope  # type: ignore[attr-defined]


def is_collected(node: object) -> TypeGuard[ast.AST]:
    """Whether it is known where a node stands: not so for what is made up, such as the call by which a worker runs a task."""
    return hasattr(node, "scope")


def put_at(node: _A, at: ast.AST) -> _A:
    """An expression that is not in the source, at the place of one that is."""
    note(node, parent_of(at), scope_of(at))
    return ast.copy_location(node, at)


def method_call(owner: ast.expr, name: str, at: ast.expr, arguments: Iterable[ast.expr] = ()) -> ast.Call:
    """The call of a method that is not written as one, at the place of what makes it."""
    return put_at(ast.Call(put_at(ast.Attribute(owner, name, ast.Load()), at), [*arguments], []), at)
