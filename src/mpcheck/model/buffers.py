"""Arrays and other objects that hold numbers or bytes in memory of their own, where calls and operators change them."""

from __future__ import annotations

import ast

from mpcheck.model.displays import last_name
from mpcheck.model.values import Object, Value

_MAKERS = {
    *("arange", "array", "asarray", "ascontiguousarray", "copy", "empty", "empty_like", "eye", "full", "full_like"),
    *("concatenate", "hstack", "identity", "linspace", "ones", "ones_like", "stack", "vstack", "zeros", "zeros_like"),
}
#: Methods of an array that give one.
_GIVES_ARRAY = {"astype", "copy", "ravel", "reshape", "swapaxes", "transpose", "view"}
_OF_STANDARD_LIBRARY = {"builtins.bytearray", "array.array"}
#: Functions and methods that change the contents of their first argument.
_FILLING = {"copyto", "fill_diagonal", "readinto", "readinto1", "recv_into", "shuffle"}
#: Methods that change an array, besides those of containers.
METHODS = {"byteswap", "fill", "partition", "put", "resize"}


def is_buffer(one: Value) -> bool:
    """Whether a value is an array of numpy, a bytearray or the like."""
    if not isinstance(one, Object):
        return False
    package, _, rest = one.name.partition(".")
    maker, *methods = rest.split(".")
    is_array = package == "numpy" and maker in _MAKERS and _GIVES_ARRAY.issuperset(methods)
    return is_array or one.name in _OF_STANDARD_LIBRARY


def is_filled(node: ast.expr, call: ast.AST | None) -> bool:
    """Whether a call is given ``node`` to put its results there: ``np.add(a, b, out=node)``, ``file.readinto(node)``."""
    if not isinstance(call, ast.Call):
        return isinstance(call, ast.keyword) and call.arg == "out"
    return last_name(call.func) in _FILLING and call.args[:1] == [node]
