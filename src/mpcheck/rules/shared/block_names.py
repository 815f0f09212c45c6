"""Where the name of a block of shared memory goes."""

from __future__ import annotations

import ast

from mpcheck.model.attributes import find_method
from mpcheck.model.module import Module
from mpcheck.model.scopes import ClassInfo
from mpcheck.model.uses import Use, uses_of
from mpcheck.model.values import Instance, Items

_RECORDS = {"builtins.dict", "types.SimpleNamespace"}


def uses_of_name(module: Module, name: ast.expr) -> list[Use]:
    """What becomes of a name, and of the records into which it is put."""
    found = uses_of(module, name)
    records: set[ast.AST] = set()
    for use in found:
        keyword = module.parent(use.node)
        call = module.parent(keyword) if isinstance(keyword, ast.keyword) else keyword
        is_given = isinstance(call, ast.Call) and use.node is not call.func and call not in records
        if isinstance(call, ast.Call) and is_given and _makes_record(module, call):
            records.add(call)
            found += uses_of(module, call)
    return found


def _makes_record(module: Module, call: ast.Call) -> bool:
    """Whether a call makes an object that keeps what it is given, and runs no code that could attach to the block."""
    values = module.values(call)
    if module.external_name(call.func) in _RECORDS or any(isinstance(one, Items) for one in values):
        return True
    infos = [one.info if isinstance(one, Instance) else None for one in values]
    return bool(infos) and all(info is not None and _only_keeps(module, info) for info in infos)


def _only_keeps(module: Module, info: ClassInfo) -> bool:
    makes = [find_method(module.ev, info, name) for name in ("__new__", "__init__", "__post_init__")]
    return not any(method is not None and method.calls for method in makes)
