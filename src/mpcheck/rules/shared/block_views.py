"""Arrays that look at blocks of shared memory, and how a block ends while one of them is still there."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from mpcheck.model.module import Module
from mpcheck.model.order import Body
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.uses import Use, reads, uses_of
from mpcheck.model.values import Function

_ARRAY = "numpy.ndarray"
#: What may be done with a block so that nothing but its name refers to it.
_PLAIN = {"close", "unlink", "buf", "name", "size", "_name"}


def is_let_alone(module: Module, blocks: Iterable[ast.AST]) -> bool:
    """Whether uses of a block leave it to the names by which it is used."""
    parents = (module.parent(block) for block in blocks)
    return all(isinstance(parent, ast.Attribute) and parent.attr in _PLAIN for parent in parents)


def views(module: Module, blocks: Iterable[ast.AST]) -> Iterator[ast.expr]:
    """The arrays that look at a block, given the uses of it, and its buffer where it is used as such."""
    for block in blocks:
        buffer = module.parent(block)
        if isinstance(buffer, ast.Attribute) and buffer.attr == "buf":
            array = _array_over(module, buffer)
            if array is not None:
                yield array
            elif isinstance(module.parent(buffer), ast.Return):
                yield buffer


def _array_over(module: Module, buffer: ast.AST) -> ast.Call | None:
    """The call that makes an array of a buffer."""
    call = module.parent(buffer)
    call = module.parent(call) if isinstance(call, ast.keyword) else call
    return call if isinstance(call, ast.Call) and module.external_name(call.func) == _ARRAY else None


def lost_views(module: Module, block: ast.Call) -> Iterator[tuple[ast.AST, str]]:
    """Where a view is left behind by a block to which nothing refers any more, and how that comes."""
    yield from _left_by_name(module, block)
    helper = _helper(module, block)
    if helper is not None:
        call, function, parameter = helper
        blocks = [name for name in module.found.names if name.id == parameter and module.function(name) is function]
        left = is_let_alone(module, blocks) and any(_is_returned(module, view) for view in _arrays(module, blocks))
        if left and any(use.how != "dropped" for use in uses_of(module, call)):
            yield call, f"`{function.name}` returns a view of a block that is closed as soon as it returns"


def _left_by_name(module: Module, block: ast.Call) -> Iterator[tuple[ast.AST, str]]:
    """Uses of a view after the only name of its block is bound to something else, perhaps to the view, or deleted."""
    assigned = module.parent(block)
    target = assigned.targets[0] if isinstance(assigned, ast.Assign) and len(assigned.targets) == 1 else None
    blocks = list(reads(module, target)) if isinstance(target, ast.Name) else []
    arrays = list(_arrays(module, blocks)) if is_let_alone(module, blocks) else []
    if not isinstance(target, ast.Name) or not arrays:
        return
    body = Body(module, block)
    ends = [node for node in _bound_again(module, target) if body.leads(block, node)]
    for view in arrays:
        uses = [name for name in _names_of(module, view) if module.function(name) is module.function(block)]
        for end in ends:
            left = module.statement(end) is module.statement(view) or body.leads(view, end)
            if left and any(body.leads(end, use, [view, block]) for use in uses):
                yield (
                    end,
                    f"`{target.id}` was all that kept the block, which is closed here, while its view is used further on",
                )
                return


def uses_of_view(module: Module, view: ast.expr) -> list[Use]:
    """Where a view ends up, itself or a slice of it: what else is taken out of it may be a number, or a copy."""
    names = list(_names_of(module, view))
    if not names:
        return uses_of(module, view)
    uses: list[Use] = []
    for name in names:
        part = module.parent(name)
        if isinstance(part, ast.Subscript) and part.value is name and not _is_slice(part.slice):
            uses.append(Use(name, "iterated"))
        else:
            uses += uses_of(module, name)
    return uses


def _is_slice(index: ast.expr) -> bool:
    """Whether an index gives a part of an array, with certainty: ``[1:]``, ``[0, :]``."""
    places = index.elts if isinstance(index, ast.Tuple) else [index]
    plain = all(isinstance(place, (ast.Slice, ast.Constant)) for place in places)
    return plain and any(isinstance(place, ast.Slice) for place in places)


def _names_of(module: Module, view: ast.expr) -> Iterator[ast.Name]:
    """The reads of the names that a view is given: what is made of it may be no view."""
    assigned = module.parent(view)
    for target in assigned.targets if isinstance(assigned, ast.Assign) else ():
        if isinstance(target, ast.Name):
            yield from (name for name in reads(module, target) if isinstance(name.ctx, ast.Load))


def _bound_again(module: Module, target: ast.Name) -> Iterator[ast.Name]:
    """The other places in its own body where a name is bound or deleted."""
    for node in module.found.nodes_of(ast.Name):
        is_other = node.id == target.id and node is not target and not isinstance(node.ctx, ast.Load)
        if is_other and module.scope(node) is module.scope(target):
            yield node


def _arrays(module: Module, blocks: Iterable[ast.AST]) -> Iterator[ast.Call]:
    """The arrays over a block, and those over these."""
    stack = [view for view in views(module, blocks) if isinstance(view, ast.Call)]
    while stack:
        view = stack.pop()
        yield view
        further = (_array_over(module, use.node) for use in uses_of(module, view))
        stack += [array for array in further if array is not None]


def _is_returned(module: Module, view: ast.expr) -> bool:
    return any(use.how == "returned" for use in uses_of(module, view))


def _helper(module: Module, block: ast.Call) -> tuple[ast.Call, FunctionInfo, str] | None:
    """The call of a function of this file that gets a block as it is made, that function, and its parameter."""
    parent = module.parent(block)
    call = module.parent(parent) if isinstance(parent, ast.keyword) else parent
    called = list(module.values(call.func)) if isinstance(call, ast.Call) else []
    if not isinstance(call, ast.Call) or len(called) != 1 or not isinstance(called[0], Function):
        return None
    function = called[0].info
    names = [parameter.arg for parameter in function.parameters]
    place = call.args.index(block) if block in call.args else len(names)
    name = parent.arg if isinstance(parent, ast.keyword) else names[place] if place < len(names) else None
    is_plain = not function.is_generator and not any(isinstance(given, ast.Starred) for given in call.args)
    bound = function.scope.bindings.get(name or "", ())
    return (call, function, name) if name and is_plain and len(bound) == 1 and module.is_here(function.node) else None
