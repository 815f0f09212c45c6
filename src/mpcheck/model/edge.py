"""One way to a function of the call graph."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from mpcheck.model.values import Values


@dataclass(frozen=True, slots=True)
class Edge:
    """A call of a function; ``leading`` are the arguments bound before those written.

    ``is_late``: the call only registers the function.  ``is_direct``: its arguments are the function's.
    ``through``: the calls in between, where a method that is called comes to it by calling methods of its object.
    """

    call: ast.Call
    leading: tuple[Values, ...] = ()
    is_late: bool = False
    is_direct: bool = True
    through: tuple[ast.Call, ...] = ()
