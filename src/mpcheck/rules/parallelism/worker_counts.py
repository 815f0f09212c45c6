"""How many workers a pool gets, as far as this follows from the number of processors."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mpcheck.model import parameters
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.scopes import Binding
from mpcheck.model.values import Instance

_ALL = {"os.cpu_count", "multiprocessing.cpu_count", "psutil.cpu_count"}
_USABLE = {"os.process_cpu_count", "joblib.cpu_count", "loky.cpu_count", "joblib.parallel.cpu_count"}
_FUNCTIONS: dict[str, Callable[..., float]] = {
    "builtins.int": int,
    "builtins.round": round,
    "builtins.abs": abs,
    "builtins.max": max,
    "builtins.min": min,
    "math.floor": math.floor,
    "math.ceil": math.ceil,
}
_OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b if b else math.nan,
    ast.FloorDiv: lambda a, b: a // b if b else math.nan,
}
_MAX_STEPS = 12


@dataclass(slots=True)
class Machine:
    """What an expression amounts to where there are so many processors, of which so many may be used."""

    module: Module
    processors: int
    usable: int

    def count(self, node: ast.expr, steps: int = _MAX_STEPS) -> float | None:
        """The number, None where it depends on more than that."""
        handler = getattr(self, "of_" + type(node).__name__.lower(), None)
        return handler(node, steps - 1) if handler is not None and steps > 0 else None

    def of_constant(self, node: ast.Constant, steps: int) -> float | None:
        return node.value if isinstance(node.value, (int, float)) else None

    def of_binop(self, node: ast.BinOp, steps: int) -> float | None:
        left, right = self.count(node.left, steps), self.count(node.right, steps)
        operate = _OPERATORS.get(type(node.op))
        return operate(left, right) if left is not None and right is not None and operate else None

    def of_boolop(self, node: ast.BoolOp, steps: int) -> float | None:
        """``cpu_count() or 1``."""
        for part in node.values if isinstance(node.op, ast.Or) else ():
            number = self.count(part, steps)
            if number is None or number:
                return number
        return None

    def of_call(self, node: ast.Call, steps: int) -> float | None:
        name = self.module.external_name(node.func)
        if name in _ALL:
            return self.processors
        if name in _USABLE:
            return self.usable
        if name == "builtins.len" and len(node.args) == 1:
            inner = node.args[0]
            is_affinity = (
                isinstance(inner, ast.Call) and self.module.external_name(inner.func) == "os.sched_getaffinity"
            )
            return self.usable if is_affinity else None
        numbers = [self.count(argument, steps) for argument in node.args]
        if name not in _FUNCTIONS or node.keywords or not numbers or None in numbers:
            return None
        return _FUNCTIONS[name](*numbers) if len(numbers) > 1 or name not in ("builtins.max", "builtins.min") else None

    def of_name(self, node: ast.Name, steps: int) -> float | None:
        bindings = _bindings(self.module, node)
        source = _source(bindings[0]) if len(bindings) == 1 else None
        return self.count(source, steps) if source is not None else None

    def of_attribute(self, node: ast.Attribute, steps: int) -> float | None:
        """What the only assignment gives ``self.name``."""
        infos = [one.info for one in self.module.values(node.value) if isinstance(one, Instance)]
        writes = infos[0].attributes.get(node.attr, []) if len(infos) == 1 else []
        value = writes[0].value if len(writes) == 1 and not writes[0].path else None
        return self.count(value, steps) if value is not None else None


def _bindings(module: Module, node: ast.Name) -> list[Binding]:
    home = next((scope for scope in module.scope(node).chain() if node.id in scope.bindings), None)
    return module.ev.reaching.bindings(node, home) if home is not None else []


def _source(binding: Binding) -> ast.expr | None:
    """The expression that a name stands for: what is assigned, or the default of a parameter."""
    if binding.kind == "param" and binding.owner is not None:
        return binding.owner.default(binding.name)
    return binding.value if binding.kind == "assign" and not binding.path else None


def counts(module: Module) -> Iterator[tuple[Event, ast.expr]]:
    """The pools and executors of processes whose number of workers is written, and the expression."""
    for event in module.events("pool process-executor", "new"):
        node = event.argument("processes" if event.kind == "pool" else "max_workers")
        if node is not None and not _is_tested(module, event.call, node):
            yield event, node
            yield from _passed(module, event, node)


def _passed(module: Module, event: Event, node: ast.expr) -> Iterator[tuple[Event, ast.expr]]:
    """The number that a caller of the function passes, where that is what the pool is made with."""
    context = event.context
    while context is not None and context.call is not None and isinstance(node, ast.Name):
        bindings = _bindings(module, node)
        if [binding.owner for binding in bindings] != [context.function]:
            return
        names = [one.arg for one in context.function.parameters]
        passed = parameters.passed(module.ev, context.call, names, node.id, context.caller, len(context.leading))
        if passed is None or _is_tested(module, context.call, passed):
            return
        yield event, passed
        node, context = passed, context.caller


def _is_tested(module: Module, call: ast.Call, count: ast.expr) -> bool:
    """Whether a test around a call, or that leaves before it, may look at the count."""
    words = {_word(module, node) for node in ast.walk(count)} | {"cpu_count"}
    tests = module.around.open_tests(call, module.targets)
    return any(_word(module, node) in words - {""} for test in tests for node in ast.walk(test))


def _word(module: Module, node: ast.AST) -> str:
    """A name, or the last part of a dotted one."""
    if isinstance(node, ast.Name):
        return "" if isinstance(module.parent(node), ast.Attribute) else node.id
    return node.attr if isinstance(node, ast.Attribute) else ""
