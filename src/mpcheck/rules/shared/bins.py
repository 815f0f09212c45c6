"""Keys that several processes come to, since little is left in them of what they are made from: the bins of a histogram."""

from __future__ import annotations

import ast

from mpcheck.model.module import Module
from mpcheck.model.updates import depends_on_parameters

_CLAMPS = {"builtins.max", "builtins.min", "numpy.clip"}
_ROUNDS = {"builtins.int", "builtins.round", "math.ceil", "math.floor", "math.trunc", "numpy.floor"}
_BINS = {
    *("builtins.len", "builtins.ord", "numpy.digitize", "numpy.searchsorted", "random.randint", "random.randrange"),
    *(f"bisect.bisect{side}" for side in ("", "_left", "_right")),
}
#: Methods of generators of random numbers.
_DRAWS = {"integers", "randint", "randrange"}
#: Functions whose results tell as much as their arguments do.
_PLAIN = {"builtins.float", "builtins.int", "builtins.abs", "builtins.len", "builtins.range"}
_SCALES = (ast.Div, ast.Mult)
_MAX_STEPS = 5


def is_bin(module: Module, node: ast.expr, owner: ast.expr, steps: int = _MAX_STEPS) -> bool:
    """Whether a key of ``owner`` is a number to which many measured or drawn values lead."""
    if not steps:
        return False
    if isinstance(node, ast.Name):
        written = _assigned(module, node)
        return bool(written) and all(is_bin(module, one, owner, steps - 1) for one in written)
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub)):
        sides = (node.left, node.right)
        bins = [side for side in sides if is_bin(module, side, owner, steps - 1)]
        return bool(bins) and not any(depends_on_parameters(module, s, owner) for s in sides if s not in bins)
    if not isinstance(node, ast.Call):
        return False
    name = module.external_name(node.func)
    if name in _CLAMPS:
        return any(is_bin(module, argument, owner, steps - 1) for argument in node.args)
    if name in _ROUNDS:
        return any(_is_scaled(module, argument) and _is_measured(module, argument) for argument in node.args)
    return name in _BINS or (isinstance(node.func, ast.Attribute) and node.func.attr in _DRAWS)


def _assigned(module: Module, node: ast.Name) -> list[ast.expr]:
    """All that a local name is given, nothing where it gets some of that otherwise than by an assignment."""
    function = module.function(node)
    bindings = function.scope.bindings.get(node.id, ()) if function is not None else ()
    is_plain = all(binding.kind == "assign" and not binding.path for binding in bindings)
    return [binding.value for binding in bindings if binding.value is not None] if is_plain else []


def _is_scaled(module: Module, node: ast.expr, steps: int = _MAX_STEPS) -> bool:
    """Whether an expression multiplies or divides, itself or where its name is assigned."""
    if isinstance(node, ast.Name) and steps:
        return any(_is_scaled(module, one, steps - 1) for one in _assigned(module, node))
    return any(isinstance(part, ast.BinOp) and isinstance(part.op, _SCALES) for part in ast.walk(node))


def _is_measured(module: Module, node: ast.expr, steps: int = _MAX_STEPS) -> bool:
    """Whether an expression has something in it that a call gives, or a loop over data: no number of the process alone."""
    parts = [part for part in ast.walk(node) if isinstance(part, (ast.Call, ast.Name))]
    if any(isinstance(part, ast.Call) and module.external_name(part.func) not in _PLAIN for part in parts):
        return True
    names = [part for part in parts if isinstance(part, ast.Name)] if steps else []
    return any(
        _is_of_data(module, name) or any(_is_measured(module, one, steps - 1) for one in _assigned(module, name))
        for name in names
    )


def _is_of_data(module: Module, node: ast.Name) -> bool:
    """Whether a loop gives a name the elements of something else than numbers in a row."""
    function = module.function(node)
    bindings = function.scope.bindings.get(node.id, ()) if function is not None else ()
    return any(
        binding.path == ("elem",)
        and binding.value is not None
        and not (isinstance(binding.value, ast.Call) and module.external_name(binding.value.func) == "builtins.range")
        for binding in bindings
    )
