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
    return _is_told(module, ast.unparse(process), join) or _is_selected(module, join, process)


def has_ended_before_call(module: Module, call: ast.AST, join: ast.Call) -> bool:
    """The same for a call of the method that joins a process of its object: ``job.stop()``, after a test of ``job.process``."""
    method = module.function(join)
    if method is None or method.cls is None or not isinstance(join.func, ast.Attribute):
        return False
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return False
    me, _, rest = ast.unparse(join.func.value).partition(".")
    is_of_object = bool(rest) and [one.arg for one in method.node.args.args[:1]] == [me]
    is_method = method in module.functions(module.values(call.func))
    return is_of_object and is_method and _is_told(module, f"{ast.unparse(call.func.value)}.{rest}", call)


def _is_told(module: Module, process: str, call: ast.Call) -> bool:
    """Whether a test around a call tells that a process, by the text of its name, has ended, and it is the same since."""
    tests = [test for test, outcome in conditions(module.ev, call) if _tells_end(test, outcome, process)]
    return any(not _is_another(module, process, test, call) for test in tests)


def _tells_end(test: ast.expr, outcome: bool, process: str) -> bool:
    """Whether a process, by the text of its name, has ended where a test comes out so."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return _tells_end(test.operand, not outcome, process)
    if isinstance(test, ast.BoolOp):
        if isinstance(test.op, ast.And) is outcome:
            return any(_tells_end(part, outcome, process) for part in test.values)
        undecided = [part for part in test.values if not _tells_existence(part, not outcome, process)]
        return len(undecided) == 1 and _tells_end(undecided[0], outcome, process)
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.comparators[0], ast.Constant):
        return _is_end_compared(test, test.comparators[0].value, outcome, process)
    if isinstance(test, ast.Call):
        return not outcome and ast.unparse(test.func) == f"{process}.is_alive"
    return outcome and ast.unparse(test) == f"{process}.exitcode"


def _tells_existence(test: ast.expr, outcome: bool, process: str) -> bool:
    """Whether a test comes out so for each process that there is, as one that is joined: ``process is not None``."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return _tells_existence(test.operand, not outcome, process)
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and ast.unparse(test.comparators[0]) == "None":
        return isinstance(test.ops[0], _SAME if not outcome else _OTHER) and ast.unparse(test.left) == process
    return outcome and ast.unparse(test) == process


def _is_end_compared(test: ast.Compare, literal: object, outcome: bool, process: str) -> bool:
    """``exitcode is not None``, ``exitcode == 1``, ``is_alive() is False``."""
    if not isinstance(test.ops[0], _SAME + _OTHER):
        return False
    same = outcome is isinstance(test.ops[0], _SAME)
    if isinstance(literal, bool):
        return _tells_end(test.left, literal is same, process)
    return same is (literal is not None) and ast.unparse(test.left) == f"{process}.exitcode"


def _is_another(module: Module, process: str, test: ast.expr, call: ast.Call) -> bool:
    """Whether the name may be bound, or the process started, between the test and the call that joins."""
    body = Body(module, call)
    return any(body.leads(test, at, [call]) and body.leads(at, call, [test]) for at in _changes(module, process, call))


def _changes(module: Module, text: str, call: ast.Call) -> Iterator[ast.AST]:
    function = module.function(call)
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
