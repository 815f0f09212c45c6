"""What the platform, and the version of Python, are on a target, and what code makes of them before it compares."""

from __future__ import annotations

import ast
import operator as operators
from collections.abc import Callable
from typing import TYPE_CHECKING

from mpcheck.model import sources
from mpcheck.model.api import canonical
from mpcheck.model.values import External, Object
from mpcheck.targets import Target

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

_SYS_PLATFORM = {"linux": "linux", "macos": "darwin", "windows": "win32", "wasm": "emscripten"}
_SYSTEM = {"linux": "Linux", "macos": "Darwin", "windows": "Windows", "wasm": "Emscripten"}
_COMPARES: dict[type[ast.cmpop], Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
    ast.Eq: operators.eq,
    ast.NotEq: operators.ne,
    ast.Lt: operators.lt,
    ast.LtE: operators.le,
    ast.Gt: operators.gt,
    ast.GtE: operators.ge,
}
#: Methods by which names are made alike before they are compared.
_CHANGES: dict[str, Callable[[str], str]] = {
    "casefold": str.casefold,
    "lower": str.lower,
    "strip": str.strip,
    "upper": str.upper,
}
_UNAME = {"os.uname", "platform.uname"}
_VERSION = "sys.version_info"
#: So many parts of a version are looked at: (3, 13, 5).  Of those of a target the last one is not known, but seldom small.
_PARTS = 3
_LAST_MICRO = 99
#: A fact is looked up behind so many names.
_MAX_NAMES = 3


def names_of(ev: Evaluator, node: ast.expr) -> set[str]:
    return {canonical(one.name) for one in ev.evaluate(node) if isinstance(one, (External, Object))}


def fact_of(ev: Evaluator, node: ast.expr, target: Target, depth: int = 0) -> str | None:
    """The string that an expression such as ``sys.platform``, or ``str(sys.platform).lower()``, is on a target."""
    if isinstance(node, (ast.Call, ast.Subscript)) and (made := _text_made(ev, node, target, depth)) is not None:
        return made
    names = names_of(ev, node)
    if "sys.platform" in names:
        return _SYS_PLATFORM[target.platform]
    if "os.name" in names:
        return "nt" if target.platform == "windows" else "posix"
    if "os.sep" in names:
        return "\\" if target.platform == "windows" else "/"
    if "platform.system" in names or (isinstance(node, ast.Attribute) and _is_of_uname(ev, node)):
        return _SYSTEM[target.platform]
    if "multiprocessing.get_start_method" in names or any(n.endswith(".get_start_method") for n in names):
        return target.start_method
    if isinstance(node, (ast.Name, ast.Attribute)) and depth < _MAX_NAMES:
        written = sources.sources(ev, node)
        is_made = len(written) == 1 and isinstance(written[0], (ast.Call, ast.Subscript))
        return fact_of(ev, written[0], target, depth + 1) if is_made else None
    return None


def _is_of_uname(ev: Evaluator, node: ast.Attribute) -> bool:
    """Whether an attribute is the name of the system: ``platform.uname().system``, which is the first part as well."""
    return node.attr in ("system", "sysname") and bool(_UNAME & names_of(ev, node.value))


def _text_made(ev: Evaluator, node: ast.Call | ast.Subscript, target: Target, depth: int) -> str | None:
    """What is made of such a text: a part of it, the same in small letters."""
    if isinstance(node, ast.Subscript):
        if isinstance(node.slice, ast.Constant) and node.slice.value == 0 and _UNAME & names_of(ev, node.value):
            return _SYSTEM[target.platform]
        whole, upper = fact_of(ev, node.value, target, depth), _upper(node.slice)
        return None if whole is None or upper is None else whole[:upper]
    if isinstance(node.func, ast.Attribute) and node.func.attr in _CHANGES:
        whole = None if node.args else fact_of(ev, node.func.value, target, depth)
        return None if whole is None else _CHANGES[node.func.attr](whole)
    is_text = len(node.args) == 1 and names_of(ev, node.func) == {"builtins.str"}
    return fact_of(ev, node.args[0], target, depth) if is_text else None


def version_of(ev: Evaluator, node: ast.expr, target: Target) -> tuple[int, ...] | int | None:
    """What ``sys.version_info``, or a part of it, is on a target; None for anything else."""
    parts = (*target.python, _LAST_MICRO)
    if isinstance(node, ast.Subscript):
        return _taken(parts, node.slice) if _VERSION in names_of(ev, node.value) else None
    if isinstance(node, ast.Call) and len(node.args) == 1 and names_of(ev, node.func) == {"builtins.int"}:
        part = version_of(ev, node.args[0], target)
        return part if isinstance(part, int) else None
    names = names_of(ev, node)
    if _VERSION in names:
        return parts
    return next(
        (part for name, part in zip(("major", "minor"), parts, strict=False) if f"{_VERSION}.{name}" in names), None
    )


def _taken(parts: tuple[int, ...], by: ast.expr) -> tuple[int, ...] | int | None:
    """What an index or a slice that is written out takes of a version, unless that is its last part."""
    if isinstance(by, ast.Slice):
        upper = _upper(by)
        return None if upper is None else parts[:upper]
    number = by.value if isinstance(by, ast.Constant) else None
    return parts[number] if isinstance(number, int) and 0 <= number < _PARTS - 1 else None


def _upper(by: ast.expr) -> int | None:
    """The end of a slice that is written out and takes all before it; None for any other index."""
    bound = by.upper if isinstance(by, ast.Slice) and by.lower is None and by.step is None else None
    number = bound.value if isinstance(bound, ast.Constant) else None
    return number if isinstance(number, int) and number >= 0 else None


def compared_to(version: tuple[int, ...] | int, operator: ast.cmpop, written: ast.expr) -> bool | None:
    """How a version, or a part of it, compares to what is written out."""
    parts = written.elts[:_PARTS] if isinstance(written, ast.Tuple) else [written]
    numbers = tuple(e.value for e in parts if isinstance(e, ast.Constant) and isinstance(e.value, int))
    have = version if isinstance(version, tuple) else (version,)
    is_like = isinstance(written, ast.Tuple) is isinstance(version, tuple) and bool(numbers)
    # Whether a version is another one may depend on its last number.
    is_open = type(operator) not in _COMPARES or (isinstance(operator, (ast.Eq, ast.NotEq)) and len(have) == _PARTS)
    return None if is_open or not is_like else _COMPARES[type(operator)](have, numbers)
