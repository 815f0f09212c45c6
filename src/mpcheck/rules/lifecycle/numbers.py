"""Which expressions are numbers, as far as they are computed from other numbers."""

from __future__ import annotations

import ast

from mpcheck.model.module import Module
from mpcheck.model.scopes import Binding
from mpcheck.model.values import CallContext, Const, Object, Value

#: Functions that give a number, whatever they are given.
NUMBERS = {
    *(
        f"builtins.{name}"
        for name in ("len", "bool", "int", "float", "sum", "id", "isinstance", "callable", "any", "all")
    ),
    *(f"time.{name}" for name in ("time", "time_ns", "monotonic", "perf_counter", "process_time", "thread_time")),
    *("os.getpid", "os.getppid", "random.random", "random.randint", "random.randrange", "random.uniform"),
}
#: Functions that give a number where they are given numbers.
_OF_NUMBERS = {f"builtins.{name}" for name in ("abs", "divmod", "max", "min", "pow", "round")}
_MAX_DEPTH = 8


def is_number(module: Module, node: ast.expr, context: CallContext | None) -> bool:
    """Whether an expression is a number: a sum that a loop adds up, say."""
    return _Numbers(module, context).is_one(node, _MAX_DEPTH)


class _Numbers:
    def __init__(self, module: Module, context: CallContext | None) -> None:
        self.module = module
        self.context = context
        self.seen: set[Binding] = set()

    def is_one(self, node: ast.expr, depth: int) -> bool:
        if depth <= 0:
            return False
        if isinstance(node, (ast.BinOp, ast.UnaryOp, ast.IfExp)):
            return all(self.is_one(part, depth - 1) for part in _parts(node))
        if isinstance(node, ast.Call):
            return self._is_given_by(node, depth)
        if isinstance(node, ast.Name):
            scope = self.module.scope(node).holder_of(node.id)
            bindings = self.module.ev.reaching.bindings(node, scope) if scope is not None else []
            if bindings and all(self._is_bound(one, depth) for one in bindings):
                return True
        values = self.module.values(node, self.context)
        return bool(values) and all(map(_is_constant, values))

    def _is_given_by(self, call: ast.Call, depth: int) -> bool:
        name = self.module.external_name(call.func)
        is_passed_on = name in _OF_NUMBERS or name.startswith("math.")
        return name in NUMBERS or (is_passed_on and all(self.is_one(one, depth - 1) for one in call.args))

    def _is_bound(self, binding: Binding, depth: int) -> bool:
        """Whether a binding gives a name a number, if the name was one before."""
        if binding in self.seen:
            return True
        self.seen.add(binding)
        statement = binding.statement
        if binding.kind == "augmented" and isinstance(statement, ast.AugAssign):
            return self.is_one(statement.value, depth - 1)
        if binding.kind != "assign" or binding.value is None:
            return False
        if isinstance(statement, ast.For) and binding.value is statement.iter:
            return binding.node is statement.target and self._counts(binding.value)
        return not binding.path and self.is_one(binding.value, depth - 1)

    def _counts(self, iterated: ast.expr) -> bool:
        values = self.module.values(iterated, self.context)
        return bool(values) and all(isinstance(one, Object) and one.name == "builtins.range" for one in values)


def _parts(node: ast.BinOp | ast.UnaryOp | ast.IfExp) -> list[ast.expr]:
    if isinstance(node, ast.BinOp):
        return [node.left, node.right]
    return [node.operand] if isinstance(node, ast.UnaryOp) else [node.body, node.orelse]


def _is_constant(one: Value) -> bool:
    return isinstance(one, Const) and isinstance(one.value, (int, float, complex))
