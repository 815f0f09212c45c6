"""Objects that hold a block of shared memory, and functions that close them although they give the block's name away."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.model.attributes import find_method, is_literal
from mpcheck.model.conditions import conditions
from mpcheck.model.constructors import writing_contexts
from mpcheck.model.displays import last_name
from mpcheck.model.module import Module
from mpcheck.model.scopes import ClassInfo, FunctionInfo
from mpcheck.model.uses import reads
from mpcheck.model.values import Function, Instance, Object
from mpcheck.rules.shared.block_names import uses_of_name

_BLOCK = "multiprocessing.shared_memory.SharedMemory"
_BLOCK_NAME = _BLOCK.rpartition(".")[2]


def wrapped_and_left(module: Module) -> Iterator[ast.expr]:
    """The expressions that make such an object: its name is returned, and the object is left or closed before that."""
    files = {module.found, *(module.ev.file(function.node) for function in module.functions_called)}
    for made, target, is_entered in _named(module) if any(_BLOCK_NAME in file.text for file in files) else ():
        values = module.values(made)
        owners = [one for one in values if isinstance(one, Instance) and _speaks_of_blocks(module, one.info)]
        if owners and len(owners) == len(values):
            names = list(reads(module, target))
            if all(_is_given_up(module, one, names, is_entered=is_entered) for one in owners):
                yield made


def _speaks_of_blocks(module: Module, info: ClassInfo) -> bool:
    return _BLOCK_NAME in module.ev.file(info.node).text


def _named(module: Module) -> Iterator[tuple[ast.expr, ast.Name, bool]]:
    """What is made and gets a name in a function: in a ``with`` statement, or by an assignment."""
    for item in module.found.nodes_of(ast.withitem):
        if isinstance(item.optional_vars, ast.Name):
            yield item.context_expr, item.optional_vars, True
    for node in module.found.nodes_of(ast.Assign):
        target = node.targets[0]
        if isinstance(node.value, ast.Call) and isinstance(target, ast.Name) and module.function(node) is not None:
            yield node.value, target, False


def _created(module: Module, one: Instance) -> str:
    """The attribute that holds a block which was created with the object, "" if none does."""
    for name in one.info.attributes:
        values = module.ev.evaluate_attribute(one, name)
        if values and all(
            isinstance(held, Object) and held.name == _BLOCK and _creates(module, held) for held in values
        ):
            return name
    return ""


def _creates(module: Module, block: Object) -> bool:
    call = block.call
    written = (
        [keyword.value for keyword in call.keywords if keyword.arg == "create"] if isinstance(call, ast.Call) else []
    )
    written += call.args[1:2] if isinstance(call, ast.Call) else []
    return any(is_literal(one, True) for node in written for one in module.values(node, block.context))


def _is_given_up(module: Module, one: Instance, names: list[ast.Name], *, is_entered: bool) -> bool:
    """Whether all that is done with an object is to use its attributes and methods, to return the name, and to close it."""
    info, attribute = one.info, _created(module, one)
    if not attribute:
        return False
    is_closed = is_entered and _closes(module, info, "__exit__", attribute)
    is_returned = False
    for name in names:
        parent = module.parent(name)
        if not isinstance(parent, ast.Attribute):
            return False
        method = find_method(module.ev, info, parent.attr)
        if method is not None and any(last_name(call.func) == "unlink" for call in method.calls):
            return False
        call = module.parent(parent)
        called = call if isinstance(call, ast.Call) and call.func is parent else None
        if called is not None and _closes(module, info, parent.attr, attribute):
            is_closed = is_closed or not (_is_in_handler(module, called) or any(conditions(module.ev, called)))
        elif _tells_name(module, one, parent.attr):
            gone = uses_of_name(module, called or parent)
            here = {use.how for use in gone if module.function(use.node) is module.function(name)}
            if "argument" in here:
                return False  # somebody may attach at once
            is_returned = is_returned or "returned" in here
    return is_closed and is_returned


def _is_in_handler(module: Module, node: ast.AST) -> bool:
    return any(isinstance(outer, ast.ExceptHandler) for outer in module.ancestors(node))


def _closes(module: Module, info: ClassInfo, name: str, attribute: str, depth: int = 3) -> bool:
    """Whether a method always closes the block, by itself or by another method of the object."""
    method = find_method(module.ev, info, name)
    for call in method.calls if method is not None and depth else ():
        if not isinstance(call.func, ast.Attribute) or not _is_certain(module, call, attribute):
            continue
        owner = call.func.value
        if call.func.attr == "close" and isinstance(owner, ast.Attribute) and owner.attr == attribute:
            return True
        if isinstance(owner, ast.Name) and _closes(module, info, call.func.attr, attribute, depth - 1):
            return True
    return False


def _is_certain(module: Module, call: ast.Call, attribute: str) -> bool:
    """Whether no test is around a call but for one of the attribute: ``if self.block is not None``."""
    tests = (test for test, _ in conditions(module.ev, call))
    return all(any(getattr(part, "attr", "") == attribute for part in ast.walk(test)) for test in tests)


def _tells_name(module: Module, owner: Instance, attribute: str) -> bool:
    """Whether an attribute, a property or what a method gives back is, or holds, the name of a block."""
    method = find_method(module.ev, owner.info, attribute)
    if method is not None:
        written: list[tuple[ast.expr | None, FunctionInfo]] = [(value, method) for value in method.returns]
    else:
        written = [(one.value, one.method) for one in owner.info.attributes.get(attribute, ())]
    return any(value is not None and _holds_name(module, owner, value, method) for value, method in written)


def _holds_name(module: Module, owner: Instance, value: ast.expr, method: FunctionInfo) -> bool:
    contexts = writing_contexts(module.ev, owner, method)
    if contexts == [None]:
        contexts = [module.ev.enter(Function(method), None, None, (frozenset((owner,)),))]
    return any(
        isinstance(part, ast.Attribute)
        and part.attr == "name"
        and any(
            isinstance(one, Object) and one.name == _BLOCK for c in contexts for one in module.values(part.value, c)
        )
        for part in ast.walk(value)
    )
