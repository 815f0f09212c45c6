"""Tensors of torch: what travels to another process is a handle to memory that its maker keeps."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mpcheck.model.values import Object

if TYPE_CHECKING:
    from mpcheck.model.module import Module

_MAKERS = {
    *("arange", "as_tensor", "cat", "clone", "empty", "empty_like", "eye", "from_numpy", "full", "full_like"),
    *("linspace", "matmul", "normal", "ones", "ones_like", "rand", "rand_like", "randint", "randn", "randn_like"),
    *("randperm", "relu", "softmax", "stack", "tensor", "zeros", "zeros_like", "FloatTensor", "LongTensor", "Tensor"),
}
#: Methods of a tensor that give something else.
_GIVES_NO_TENSOR = {"data_ptr", "dim", "element_size", "get_device", "item", "nelement", "numel", "numpy", "size"}
_GIVES_NO_TENSOR |= {"storage", "stride", "tolist", "type", "untyped_storage"}


def holds_tensor(module: Module, node: ast.expr) -> bool:
    """Whether an expression is a tensor, or a display that holds one."""
    return any(_is_tensor(one) for part in _parts(node) for one in module.values(part))


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
