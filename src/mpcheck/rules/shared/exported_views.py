"""Views of shared memory that are still there when their block is closed, which `close()` refuses."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.model.displays import last_name
from mpcheck.model.mentions import made_among, mentions, reached
from mpcheck.model.module import Module
from mpcheck.model.order import Body

#: They give another view of the same memory.
_METHODS = {"cast", "toreadonly", "reshape"}
_FUNCTIONS = {"builtins.memoryview", "numpy.frombuffer"}
#: They keep what they are given, perhaps to release it.
_KEEPERS = {"enter_context", "callback", "push", "append", "add", "register"}


def refused_closes(module: Module, made: ast.Call) -> Iterator[tuple[ast.Call, ast.expr]]:
    """The calls of ``close()`` on a block that raise BufferError, each with a view that is still there."""
    blocks = (made, *(node for call, node in module.once(_asked_for_buffers) if call is made))
    views = [view for node in blocks if (view := _view(module, node)) and _is_kept(module, view)]
    for node in mentions(module, made) if views else ():
        close = _called(module, node, {"close"})
        if close is not None and not module.is_caught(close, "BufferError"):
            yield from ((close, view) for view in views if _is_there(module, view, close))


def _asked_for_buffers(module: Module) -> Iterator[tuple[ast.AST | None, ast.expr]]:
    """The objects whose buffer the file asks for, each with the call that made it."""
    attributes = reached(module, lambda file: file.nodes_of(ast.Attribute))
    return made_among(module, [node.value for node in attributes if node.attr == "buf"])


def _called(module: Module, node: ast.AST, methods: set[str]) -> ast.Call | None:
    """The call of one of the methods of an object."""
    method = module.parent(node)
    call = module.parent(method) if isinstance(method, ast.Attribute) and method.attr in methods else None
    return call if isinstance(call, ast.Call) and call.func is method else None


def _view(module: Module, block: ast.expr) -> ast.expr | None:
    """The expression that makes a further view of the buffer of a block, which is a view itself that ``close()`` releases."""
    buffer = module.parent(block)
    if not isinstance(buffer, ast.Attribute) or buffer.attr != "buf":
        return None
    here: ast.expr = buffer
    while (further := _further(module, here)) is not None:
        here = further
    return None if here is buffer else here


def _further(module: Module, view: ast.expr) -> ast.expr | None:
    parent = module.parent(view)
    if isinstance(parent, ast.Subscript):
        return parent if parent.value is view and isinstance(parent.slice, ast.Slice) else None
    if isinstance(parent, ast.Call):
        return parent if view in parent.args[:1] and module.external_name(parent.func) in _FUNCTIONS else None
    return _called(module, view, _METHODS)


def _target(module: Module, view: ast.expr) -> ast.expr | None:
    """The only name or attribute that a view is given."""
    statement = module.parent(view)
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        return statement.targets[0]
    return statement.target if isinstance(statement, ast.AnnAssign) else None


def _is_kept(module: Module, view: ast.expr) -> bool:
    """Whether a view is given to a local name or an attribute that is never released, deleted or bound again."""
    target, function = _target(module, view), module.function(view)
    if function is None or not isinstance(target, (ast.Name, ast.Attribute)):
        return False
    if isinstance(target, ast.Name) and target.id not in function.scope.bindings:
        return False
    same = (node for node in module.found.nodes_of(type(target)) if last_name(node) == last_name(target))
    own = (node for node in same if isinstance(target, ast.Attribute) or module.function(node) is function)
    return all(node is target or _leaves_it(module, node) for node in own)


def _leaves_it(module: Module, node: ast.Name | ast.Attribute) -> bool:
    """Whether a use of a name leaves the view that it holds as it is."""
    parent = module.parent(node)
    if not isinstance(node.ctx, ast.Load) or isinstance(parent, (ast.withitem, ast.Tuple, ast.List, ast.Assign)):
        return False
    if isinstance(parent, ast.Call) and node in parent.args:
        return last_name(parent.func) not in _KEEPERS
    return not isinstance(parent, ast.Attribute) or parent.attr != "release"


def _is_there(module: Module, view: ast.expr, close: ast.Call) -> bool:
    """Whether a view has been made where a block is closed: before it in one function, or in a method of the same class."""
    maker, closer = module.function(view), module.function(close)
    if maker is closer:
        return Body(module, view).leads(view, close)
    is_attribute = isinstance(_target(module, view), ast.Attribute)
    return (
        is_attribute and maker is not None and closer is not None and maker.cls is not None and maker.cls is closer.cls
    )
