"""Where the code has made sure that a process has ended: a join there comes back at once."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.model.conditions import conditions
from mpcheck.model.module import Module
from mpcheck.model.order import Body
from mpcheck.model.parents import loops_around
from mpcheck.model.sources import sources

_SAME = (ast.Eq, ast.Is)
_OTHER = (ast.NotEq, ast.IsNot)


def has_ended(module: Module, join: ast.Call) -> bool:
    """Whether a process is joined only after a test that it does not run any more."""
    if not isinstance(join.func, ast.Attribute):
        return False
    process = join.func.value
    tests = [test for test, outcome in conditions(module.ev, join) if _tells_end(test, outcome, ast.unparse(process))]
    return any(not _is_another(module, process, test, join) for test in tests) or _is_selected(module, join, process)


def _tells_end(test: ast.expr, outcome: bool, process: str) -> bool:
    """Whether a process, by the text of its name, has ended where a test comes out so."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return _tells_end(test.operand, not outcome, process)
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And) is outcome:
        return any(_tells_end(part, outcome, process) for part in test.values)
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.comparators[0], ast.Constant):
        return _is_end_compared(test, test.comparators[0].value, outcome, process)
    if isinstance(test, ast.Call):
        return not outcome and ast.unparse(test.func) == f"{process}.is_alive"
    return outcome and ast.unparse(test) == f"{process}.exitcode"


def _is_end_compared(test: ast.Compare, literal: object, outcome: bool, process: str) -> bool:
    """``exitcode is not None``, ``exitcode == 1``, ``is_alive() is False``."""
    if not isinstance(test.ops[0], _SAME + _OTHER):
        return False
    same = outcome is isinstance(test.ops[0], _SAME)
    if isinstance(literal, bool):
        return _tells_end(test.left, literal is same, process)
    return same is (literal is not None) and ast.unparse(test.left) == f"{process}.exitcode"


def _is_another(module: Module, process: ast.expr, test: ast.expr, join: ast.Call) -> bool:
    """Whether the name may be bound, or the process started, between the test and the join."""
    body = Body(module, join)
    return any(body.leads(test, at, [join]) and body.leads(at, join, [test]) for at in _changes(module, process))


def _changes(module: Module, process: ast.expr) -> Iterator[ast.AST]:
    function, text = module.function(process), ast.unparse(process)
    for node in module.found.nodes_of(ast.Name, ast.Attribute):
        if module.function(node) is function:
            is_start = isinstance(node, ast.Attribute) and node.attr == "start" and ast.unparse(node.value) == text
            is_binding = isinstance(node.ctx, ast.Store) and ast.unparse(node) == text
            if is_start or is_binding:
                yield node


def _is_selected(module: Module, join: ast.Call, process: ast.expr) -> bool:
    """Whether a loop goes through the processes that have ended: ``[p for p in processes if not p.is_alive()]``."""
    for loop in loops_around(module, join):
        if isinstance(loop, (ast.For, ast.AsyncFor)) and ast.unparse(loop.target) == ast.unparse(process):
            chosen = sources(module.ev, loop.iter) if isinstance(loop.iter, ast.Name) else [loop.iter]
            return bool(chosen) and all(_selects_ended(one) for one in chosen)
    return False


def _selects_ended(node: ast.expr) -> bool:
    if not isinstance(node, (ast.ListComp, ast.GeneratorExp)):
        return False
    tests = (test for part in node.generators for test in part.ifs)
    return any(_tells_end(test, True, ast.unparse(node.elt)) for test in tests)
