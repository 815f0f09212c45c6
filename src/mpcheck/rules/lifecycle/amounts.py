"""How much a process writes into a queue or pipe at a time."""

from __future__ import annotations

import ast
import itertools
import math

from mpcheck.model.attributes import bases
from mpcheck.model.fields import fields
from mpcheck.model.module import Module
from mpcheck.model.rounds import times
from mpcheck.model.tensors import holds_tensor
from mpcheck.model.values import CallContext, Collection, Const, Instance, Object, Param, Unknown, Value
from mpcheck.model.worker import Run, run_by_call
from mpcheck.rules.lifecycle.numbers import NUMBERS, is_number

_NUMBER_TYPES = {"builtins.bool", "builtins.int", "builtins.float"}
_TOTALS = {"builtins.sum", "builtins.len"}
_DISPLAYS = (ast.Tuple, ast.List, ast.Set, ast.Dict)
#: Operators whose results are numbers, or no larger than what they are applied to.
_SHRINKING = (ast.Sub, ast.Div, ast.FloorDiv)
#: They make as much as their first argument says.
_ALLOCATIONS = {
    *("builtins.bytes", "builtins.bytearray", "os.urandom", "random.randbytes", "secrets.token_bytes"),
    *(f"numpy.{name}" for name in ("zeros", "ones", "empty", "full", "arange", "random.rand", "random.random")),
}
_MANY = 1000
#: So many bytes a pipe holds on Linux, and fewer elsewhere.
PIPE = 65_536
#: So many small things fit into every pipe.
_FEW = 100
#: So many short texts do.
_SOME = 10
_MAX_DEPTH = 4


def amount(module: Module, call: ast.Call, context: CallContext | None) -> str:
    """What a call writes, in the words of ``ChannelUse.amount``."""
    written = call.args[0] if call.args else None
    if written is not None and holds_tensor(module, written, context):
        return "tensor"
    often = times(module, call, context)
    if often > _FEW:
        return "any"
    if written is not None and often <= _SOME and _is_little(module, written, context):
        return "little"
    if _is_in_handler(module, call):
        return "error"
    return "any" if written is not None and _is_much(module, written, context) else "one"


def _is_in_handler(module: Module, call: ast.Call) -> bool:
    function = module.function(call)
    outers = itertools.takewhile(lambda outer: function is None or outer is not function.node, module.ancestors(call))
    return any(isinstance(outer, ast.ExceptHandler) for outer in outers)


def _is_much(module: Module, written: ast.expr, context: CallContext | None) -> bool:
    """Whether it is written that something large is sent: ``b"x" * 1_000_000``, an array of a given size."""
    return _is_multiplied(written) or allocated(module, written, context) >= PIPE


def allocated(module: Module, written: ast.expr, context: CallContext | None) -> int:
    """How much an array or so is made to hold at least, as far as its size is written."""
    made = (one for one in module.values(written, context) if isinstance(one, Object) and one.name in _ALLOCATIONS)
    sizes = [_size(one.call.args[0]) for one in made if isinstance(one.call, ast.Call) and one.call.args]
    return max(sizes, default=0)


def _is_multiplied(written: ast.expr) -> bool:
    sides = [side for node in ast.walk(written) if isinstance(node, ast.BinOp) for side in (node.left, node.right)]
    return any(isinstance(s, ast.Constant) and isinstance(s.value, int) and s.value >= _MANY for s in sides)


def _size(node: ast.expr) -> int:
    """The number of members of an array, or of bytes, as far as it is written: of ``(1000, 3)``."""
    written = node.elts if isinstance(node, ast.Tuple) else [node]
    return math.prod(n.value for n in written if isinstance(n, ast.Constant) and isinstance(n.value, int))


def _is_little(module: Module, node: ast.expr, context: CallContext | None, depth: int = 0) -> bool:
    """Whether an expression is a number, a short text, or some of these."""
    if depth > _MAX_DEPTH:
        return False
    if isinstance(node, ast.Compare) or (isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)):
        return True
    if isinstance(node, ast.JoinedStr):
        return all(_is_short(module, part, context, depth + 1) for part in node.values)
    if isinstance(node, _DISPLAYS):
        held = [*node.keys, *node.values] if isinstance(node, ast.Dict) else node.elts
        return all(part is not None and _is_little(module, part, context, depth + 1) for part in held)
    if isinstance(node, ast.BinOp) and isinstance(node.op, _SHRINKING):
        sides = (node.left, node.right)
        return _is_average(module, node, context) or all(_is_little(module, s, context, depth + 1) for s in sides)
    if is_number(module, node, context):
        return True
    called = _called(module, node, context) if isinstance(node, ast.Call) else []
    if called:
        return all(_gives_little(module, run, depth) for run in called)
    values = module.values(node, context)
    return bool(values) and all(_is_little_value(module, one, depth) for one in values)


def _is_short(module: Module, part: ast.expr, context: CallContext | None, depth: int) -> bool:
    """Whether a part of an f-string is little, or nothing is known of it: such texts name things, they do not carry them."""
    if not isinstance(part, ast.FormattedValue):
        return _is_little(module, part, context, depth)
    values = module.values(part.value, context)
    is_unknown = all(isinstance(one, (Param, Unknown)) for one in values)
    return is_unknown or _is_little(module, part.value, context, depth)


def _is_average(module: Module, node: ast.BinOp, context: CallContext | None) -> bool:
    """Whether a sum, or how many there are, is divided by something: a number by a number, in all likelihood."""
    divided = module.values(node.left, context) if isinstance(node.op, ast.Div) else ()
    return bool(divided) and all(isinstance(one, Object) and one.name in _TOTALS for one in divided)


def _called(module: Module, call: ast.Call, context: CallContext | None) -> list[Run]:
    """The functions that a call itself runs; none where it may run others."""
    if any(isinstance(one, (Param, Unknown)) for one in module.values(call.func, context)):
        return []
    return [run for run in run_by_call(module, call, context) if not run.sites]


def _gives_little(module: Module, run: Run, depth: int) -> bool:
    """Whether all that a function gives back is little."""
    returned = [] if run.function.info.is_generator else run.function.info.returns
    return bool(returned) and all(_is_little(module, node, run.context, depth + 1) for node in returned)


def _is_little_value(module: Module, one: Value, depth: int) -> bool:
    if isinstance(one, Const):
        return not isinstance(one.value, (str, bytes)) or len(one.value) < _MANY
    if isinstance(one, Collection) and isinstance(one.node, ast.Tuple):
        return _is_little(module, one.node, one.context, depth + 1)
    if isinstance(one, Object) and one.name == "builtins.str" and isinstance(one.call, ast.JoinedStr):
        return _is_little(module, one.call, one.context, depth + 1)
    if isinstance(one, Instance):
        return _is_record_of_numbers(module, one)
    return isinstance(one, Object) and one.name in NUMBERS


def _is_record_of_numbers(module: Module, one: Instance) -> bool:
    """Whether an object has fields alone, each of which is declared to be a number."""
    declared = fields(module.ev, one.info)
    named = {field.name for field in declared}
    is_all = all(name in named for here in bases(module.ev, one.info) for name in here.attributes)
    types = {module.external_name(field.node.annotation) for field in declared}
    return is_all and bool(types) and types <= _NUMBER_TYPES
