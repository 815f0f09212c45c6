"""What is hashed, and files that are named by a hash."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from mpcheck.model.contexts import arguments_for
from mpcheck.model.displays import last_name
from mpcheck.model.module import Module
from mpcheck.model.nature import Nature, natures
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.sources import sources
from mpcheck.model.tables.results import TYPES_OF_METHODS
from mpcheck.model.uses import uses_of

_TEXT = {Nature.TEXT, Nature.BYTES}
#: Methods that give text, as those of strings do.
_GIVING_TEXT = {
    *(name for (owner, name), kind in TYPES_OF_METHODS.items() if owner == "str" and kind in ("str", "bytes")),
    *("decode", "hexdigest", "isoformat", "strftime"),
}
#: Of these, those that objects of other kinds have too, with other results.
_AMBIGUOUS = {"center", "format", "join", "replace", "translate"}
#: Methods of strings that give several.
_GIVING_TEXTS = {name for (owner, name), kind in TYPES_OF_METHODS.items() if owner == "str" and kind == "texts"}
#: What makes a longer text, or a path, of a text.
_LENGTHENING = {"Path", "PurePath", "format", "joinpath", "join", "str", "with_name", "with_suffix", "hex", "encode"}
_MAKING_TEXT = {"format", "hex", "str"}
_OPENING = {"open", "exists", "isfile", "makedirs", "mkdir", "Path", "PurePath", "SharedMemory", "rename"}
_FILE_NAME = re.compile(r"/|\.[A-Za-z]\w{0,7}$")
_MAX_STEPS = 6


def is_text(module: Module, node: ast.expr, steps: int = _MAX_STEPS) -> bool:
    """Whether an expression is a string or bytes, or a tuple with some in it: by what it may be or how it is made."""
    if isinstance(node, ast.Tuple):
        return any(is_text(module, part, steps) for part in node.elts)
    found = set(natures(module.ev, module.contexts.values(node)))
    if found and found <= _TEXT:
        return True
    if steps and isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _GIVING_TEXT:
        return node.func.attr not in _AMBIGUOUS or is_text(module, node.func.value, steps - 1)
    if not steps or not isinstance(node, (ast.Name, ast.Attribute, ast.Call)):
        return False
    function = module.function(node)
    if function is not None and isinstance(node, ast.Name) and _is_given(function, node.id):
        return _is_text_parameter(module, function, node.id, steps)
    if function is not None and isinstance(node, ast.Name) and _is_part_of_text(module, function, node.id, steps):
        return True
    written = sources(module.ev, node)
    return bool(written) and all(is_text(module, one, steps - 1) for one in written)


def _is_given(function: FunctionInfo, name: str) -> bool:
    """Whether a name is also a parameter."""
    return any(binding.kind == "param" for binding in function.scope.bindings.get(name, ()))


def _is_text_parameter(module: Module, function: FunctionInfo, name: str, steps: int) -> bool:
    """Whether a name is a parameter and nothing else, annotated as a string or bytes or given some by each call.

    What the parent passes is left aside where workers call the function, too: their hashes are those that matter.
    """
    annotation = function.annotation(name)
    if annotation is not None:
        return module.external_name(annotation) in ("builtins.str", "builtins.bytes")
    calls = list(arguments_for(module, function, name))
    of_workers = [node for call, node in calls if module.function(call) in module.worker_tasks]
    passed = of_workers or [node for _, node in calls]
    is_whole = len(function.scope.bindings[name]) == 1
    return is_whole and bool(passed) and all(is_text(module, one, steps - 1) for one in passed)


def _is_part_of_text(module: Module, function: FunctionInfo, name: str, steps: int) -> bool:
    """Whether a name only runs over the parts of texts: ``for word in line.split()``."""
    bindings = function.scope.bindings.get(name, ())
    split = [one.value for one in bindings if one.path == ("elem",) and isinstance(one.value, ast.Call)]
    owners = [
        call.func.value for call in split if isinstance(call.func, ast.Attribute) and call.func.attr in _GIVING_TEXTS
    ]
    return 0 < len(bindings) == len(owners) and all(is_text(module, one, steps - 1) for one in owners)


def names_file(module: Module, value: ast.expr) -> bool:
    """Whether an expression, itself or by a local name, is made part of the name of a file."""
    return any(_is_file_name(module, text) for text in _texts(module, value))


def _texts(module: Module, value: ast.expr) -> Iterator[ast.expr]:
    """The texts that are made of a value: ``f"{value:x}"``, ``str(value)``, ``"%x" % value``."""
    for held in (value, *(use.node for use in uses_of(module, value))):
        parent = _around_number(module, held)
        if isinstance(parent, ast.FormattedValue):
            parent = module.parent(parent)
        if isinstance(parent, ast.Call) and last_name(parent.func) not in _MAKING_TEXT:
            continue
        if isinstance(parent, (ast.JoinedStr, ast.BinOp, ast.Call)):
            yield parent


def _around_number(module: Module, node: ast.AST) -> ast.AST | None:
    """What is around the longest number that arithmetic makes of a number."""
    parent = module.parent(node)
    while isinstance(parent, ast.BinOp) and not (isinstance(parent.op, ast.Mod) and parent.right is node):
        node, parent = parent, module.parent(parent)
    return parent


def _is_file_name(module: Module, text: ast.expr) -> bool:
    """Whether a text is opened, or looks like the name of a file and is no message that is given to something."""
    whole = _whole(module, text)
    calls = [module.parent(node) for node in (whole, *(use.node for use in uses_of(module, whole)))]
    if any(isinstance(call, ast.Call) and last_name(call.func) in _OPENING for call in calls):
        return True
    return not isinstance(calls[0], ast.Call) and any(_is_of_path(part) for part in _literal_parts(whole))


def _literal_parts(whole: ast.expr) -> Iterator[ast.AST]:
    """The parts of a text or path but for the values that are formatted into it."""
    stack: list[ast.AST] = [whole]
    while stack:
        here = stack.pop()
        yield here
        stack += [part for part in ast.iter_child_nodes(here) if not isinstance(part, ast.FormattedValue)]


def _is_of_path(part: ast.AST) -> bool:
    if isinstance(part, ast.Constant):
        return isinstance(part.value, str) and _FILE_NAME.search(part.value) is not None
    return isinstance(part, ast.BinOp) and isinstance(part.op, ast.Div)


def _whole(module: Module, text: ast.expr) -> ast.expr:
    """The longest text or path that a text is made part of in one expression."""
    parent = module.parent(text)
    while isinstance(parent, (ast.BinOp, ast.FormattedValue, ast.JoinedStr)) or (
        isinstance(parent, ast.Call) and last_name(parent.func) in _LENGTHENING
    ):
        text, parent = parent, module.parent(parent)
    return text
