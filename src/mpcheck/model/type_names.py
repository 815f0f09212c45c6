"""Whether pickle finds a type that a call has made: ``namedtuple("Row", "a b")``, ``type(name, (Base,), members)``."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from mpcheck.model import attributes
from mpcheck.model.function_names import calling_name
from mpcheck.model.nodes import is_collected, scope_of
from mpcheck.model.scopes import Binding, Collected, Scope
from mpcheck.model.values import NOTHING, ClassRef, Const, External, Function, Object, Unknown, Value

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

_TYPE = "builtins.type"
#: By such words a file may give a class that ``type()`` has made another name, a module, or a name in one.
_WAYS_TO_BIND = {
    "globals()",
    "setattr(",
    "vars(",
    "sys.modules",
    "exec(",
    "copyreg",
    "__qualname__",
    "__reduce",
    "__module__",
}
_REDUCING = {"__reduce__", "__reduce_ex__", "__init_subclass__"}


def missed_type_name(ev: Evaluator, made: ast.Call, bound: Callable[[str, Scope], Sequence[Binding]]) -> str:
    """The name under which pickle does not find a type that a call makes, as ``namedtuple("row", ...)`` does; "" where it may.

    ``bound`` tells the bindings of a module's name when the type is looked up.
    """
    first = made.args[0] if made.args else None
    if first is None or not is_collected(made) or _is_arranged(ev, made):
        return ""
    if not isinstance(first, ast.Constant):
        return ast.unparse(first) if _is_made_by_function(ev, made) else ""
    if not isinstance(first.value, str):
        return ""
    held = [ev.binding(binding, None) for binding in bound(first.value, ev.file(made).module)]
    return "" if any(_may_be_type(one, made) for values in held for one in values) or not all(held) else first.value


def _is_made_by_function(ev: Evaluator, made: ast.Call) -> bool:
    """Whether a function makes a class, by ``type()``, that no name of its module is bound to: whatever it is called."""
    if scope_of(made).enclosing_function is None or calling_name(ev, made) != _TYPE:
        return False
    bindings = (binding for held in ev.file(made).module.bindings.values() for binding in held)
    values = (one for binding in bindings if binding.kind == "assign" for one in ev.binding(binding, None))
    return not any(isinstance(one, (Object, Unknown)) and getattr(one, "call", made) is made for one in values)


def _reduces(ev: Evaluator, made: ast.Call) -> bool:
    """Whether the objects of a class tell pickle themselves how to make them anew, or may do so: a base is not known."""
    bases = NOTHING.union(*(ev.evaluate(base) for base in getattr(made.args[1], "elts", ())))
    infos = [one.info for one in bases if isinstance(one, ClassRef)]
    plain = [one for one in bases if isinstance(one, External) and one.name.startswith("builtins.")]
    names = {name for info in infos for here in attributes.bases(ev, info) for name in here.methods}
    return len(infos) + len(plain) < len(bases) or not bases or bool(names & _REDUCING)


def _is_bound_by_hand(files: Iterable[Collected]) -> bool:
    """Whether files may put a class into a module under any name, or give it another one."""
    return any(word in file.text for word in _WAYS_TO_BIND for file in files)


def _may_be_type(one: Value, made: ast.Call) -> bool:
    return one.call is made if isinstance(one, Object) else not isinstance(one, (Function, ClassRef, Const))


def _is_arranged(ev: Evaluator, made: ast.Call) -> bool:
    """Whether its file, or the one that is looked at, gives a type another name or module, or binds names in a way that is not followed."""
    files = (ev.file(made), ev.found)
    if calling_name(ev, made) == _TYPE and (_reduces(ev, made) or _is_bound_by_hand(files)):
        return True
    stores = (one for file in files for node, *_ in file.attribute_stores for one in ev.evaluate(node.value))
    return (
        any(keyword.arg in (None, "module", "qualname") for keyword in made.keywords)
        or any(isinstance(one, Object) and one.call is made for one in stores)
        or any(calling_name(ev, call) == "builtins.globals" for call in files[0].calls)
    )
