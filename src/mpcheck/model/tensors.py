"""Tensors of torch: what travels to another process is a handle to memory that its maker keeps."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mpcheck.model.sources import sources
from mpcheck.model.values import CallContext, Object, Unknown
from mpcheck.model.worker import run_by_call

if TYPE_CHECKING:
    from mpcheck.model.module import Module

_MAKERS = {
    *("arange", "as_tensor", "cat", "clone", "empty", "empty_like", "eye", "from_numpy", "full", "full_like"),
    *("linspace", "matmul", "normal", "ones", "ones_like", "rand", "rand_like", "randint", "randn", "randn_like"),
    *("randperm", "relu", "softmax", "stack", "tensor", "zeros", "zeros_like", "FloatTensor", "LongTensor", "Tensor"),
}
#: Methods and attributes of a tensor that give something else.
_GIVES_NO_TENSOR = {"data_ptr", "dim", "element_size", "get_device", "item", "nelement", "numel", "numpy", "size"}
_GIVES_NO_TENSOR |= {"storage", "stride", "tolist", "type", "untyped_storage"}
_MAX_DEPTH = 4


def holds_tensor(module: Module, node: ast.expr, context: CallContext | None = None) -> bool:
    """Whether an expression is a tensor, or a display that holds one."""
    return any(_is_tensor(one) for part in _parts(node) for one in module.values(part, context)) or (
        bool(module.ev.file(node).imports(("torch",))) and _is_made_of_tensors(module, node, context, _MAX_DEPTH)
    )


def _parts(node: ast.expr) -> Iterator[ast.expr]:
    yield node
    if isinstance(node, (ast.Tuple, ast.List)):
        yield from node.elts
    elif isinstance(node, ast.Dict):
        yield from node.values


def _is_tensor(one: object) -> bool:
    package, _, rest = one.name.partition(".") if isinstance(one, Object) else ("", "", "")
    maker, *methods = rest.split(".")
    return package == "torch" and maker in _MAKERS and not _GIVES_NO_TENSOR & set(methods)


def _is_made_of_tensors(module: Module, node: ast.expr, context: CallContext | None, depth: int) -> bool:
    """Whether a tensor is what arithmetic, a place in a tensor, or a function of the scanned code gives."""
    if depth == 0:
        return False
    made = (
        (given, here)
        for part in _parts(node)
        for given, here in _operands(module, part, context)
        if given is not node or here is not context
    )
    return any(
        any(_is_tensor(one) for inner in _parts(given) for one in module.values(inner, here))
        or _is_made_of_tensors(module, given, here, depth - 1)
        for given, here in made
    )


def _operands(
    module: Module, node: ast.expr, context: CallContext | None
) -> Iterator[tuple[ast.expr, CallContext | None]]:
    """The expressions of which one that is a tensor makes the whole one."""
    if isinstance(node, ast.BinOp):
        yield from ((side, context) for side in (node.left, node.right))
    elif isinstance(node, ast.UnaryOp) and not isinstance(node.op, ast.Not):
        yield node.operand, context
    elif isinstance(node, ast.Subscript):
        yield node.value, context
    elif isinstance(node, ast.Call):
        for run in run_by_call(module, node, context):
            if not run.sites and not run.function.info.is_generator:
                yield from ((returned, run.context) for returned in run.function.info.returns)
    elif isinstance(node, ast.Name) and any(isinstance(one, Unknown) for one in module.values(node, context)):
        yield from ((source, context) for source in sources(module.ev, node))
