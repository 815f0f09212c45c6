"""How many workers a pool gets, as far as this follows from the number of processors."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from mpcheck.model import parameters
from mpcheck.model.attributes import decorated_as, find_method
from mpcheck.model.calling import has_hidden_arguments
from mpcheck.model.contexts import arguments_for
from mpcheck.model.event import Event
from mpcheck.model.fields import expressions
from mpcheck.model.module import Module
from mpcheck.model.replacing import may_differ_from_body
from mpcheck.model.scopes import Binding, FunctionInfo
from mpcheck.model.sources import sources
from mpcheck.model.values import Instance, certainly

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
_PROPERTIES = ("builtins.property", "functools.cached_property")
_MAX_STEPS = 12


@dataclass(slots=True)
class Machine:
    """What an expression amounts to where there are so many processors, of which so many may be used.

    In the body of a ``function`` that a ``call`` has led to, ``caller`` is what counts at that call.
    """

    module: Module
    processors: int
    usable: int
    function: FunctionInfo | None = None
    call: ast.Call | None = None
    caller: Machine | None = None

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
        if not name:
            return self._returned(node, steps)
        numbers = [self.count(argument, steps) for argument in node.args]
        if name not in _FUNCTIONS or node.keywords or not numbers or None in numbers:
            return None
        return _FUNCTIONS[name](*numbers) if len(numbers) > 1 or name not in ("builtins.max", "builtins.min") else None

    def _returned(self, call: ast.Call, steps: int) -> float | None:
        """What a function of the scanned code gives back."""
        functions = self.module.functions(self.module.values(call.func))
        return self._of_function(functions.pop(), call, steps) if len(functions) == 1 else None

    def _of_function(self, function: FunctionInfo, call: ast.Call | None, steps: int) -> float | None:
        """What all returns of a function amount to, where that is one number and no test is about it."""
        inside = replace(self, function=function, call=call, caller=self)
        tested = any(_is_tested(self.module, node, node) for node in function.returns)
        found = {inside.count(node, steps) for node in function.returns} if not tested else set()
        return found.pop() if len(found) == 1 else None

    def of_name(self, node: ast.Name, steps: int) -> float | None:
        bindings = _bindings(self.module, node)
        if len(bindings) != 1:
            return None
        [binding] = bindings
        if binding.kind == "import":
            return self._only(sources(self.module.ev, node), steps)
        if binding.kind == "param" and binding.owner is not None:
            return self._of_parameter(binding.owner, binding.name, steps)
        is_whole = binding.kind == "assign" and not binding.path
        return self.count(binding.value, steps) if is_whole and binding.value is not None else None

    def _of_parameter(self, owner: FunctionInfo, name: str, steps: int) -> float | None:
        """What the call passes that has led here, or the default."""
        here: Machine | None = self
        while here is not None and here.function is not owner:
            here = here.caller
        call, caller = (here.call, here.caller) if here is not None else (None, None)
        if call is not None and caller is not None:
            if has_hidden_arguments(call):
                return None
            for passed in (node for one, node in arguments_for(self.module, owner, name) if one is call):
                return caller.count(passed, steps)
        default = owner.default(name)
        return self.count(default, steps) if default is not None else None

    def of_attribute(self, node: ast.Attribute, steps: int) -> float | None:
        """What the only assignment gives ``self.name`` or ``module.NAME``, what a property returns, or a field is made of."""
        if node.attr in self.module.found.outside_stores:  # settings.workers = 4
            return None
        owners = certainly(Instance, self.module.contexts.values(node.value)) or []
        fields = [expressions(self.module.ev, one, node.attr) for one in owners]
        if any(one is not None for one in fields):
            is_changed = any(may_differ_from_body(self.module.ev, one.info, node.attr) for one in owners)
            return self._only([] if is_changed else [each for one in fields for each in one or ()], steps)
        written = sources(self.module.ev, node)
        getter = find_method(self.module.ev, owners[0].info, node.attr) if len(owners) == 1 and not written else None
        if getter is not None and decorated_as(self.module.ev, getter, *_PROPERTIES):
            return self._of_function(getter, None, steps)
        return self._only(written, steps)

    def _only(self, nodes: list[ast.expr], steps: int) -> float | None:
        return self.count(nodes[0], steps) if len(set(nodes)) == 1 else None


def _bindings(module: Module, node: ast.Name) -> list[Binding]:
    home = module.scope(node).holder_of(node.id)
    return module.ev.reaching.bindings(node, home) if home is not None else []


def counts(module: Module) -> Iterator[tuple[Event, ast.expr]]:
    """The pools and executors of processes whose number of workers is written, and the expression."""
    for event in module.events_reached("pool process-executor", "new"):
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


def _is_tested(module: Module, call: ast.expr, count: ast.expr) -> bool:
    """Whether a test around a call, or that leaves before it, may look at the count."""
    words = {_word(module, node) for node in ast.walk(count)} | {"cpu_count"}
    tests = module.around.open_tests(call, module.targets)
    return any(_word(module, node) in words - {""} for test in tests for node in ast.walk(test))


def _word(module: Module, node: ast.AST) -> str:
    """A name, or the last part of a dotted one."""
    if isinstance(node, ast.Name):
        return "" if isinstance(module.parent(node), ast.Attribute) else node.id
    return node.attr if isinstance(node, ast.Attribute) else ""
