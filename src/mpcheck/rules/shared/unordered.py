"""Results that come in the order in which they get ready."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.model.iteration import made_at
from mpcheck.model.module import Module
from mpcheck.model.parents import loops_around
from mpcheck.model.values import Collection, External, Generator, Object, Value

_AS_COMPLETED = {"concurrent.futures.as_completed", "asyncio.as_completed"}
#: Progress bars.
BARS = {"tqdm.tqdm", "tqdm.auto.tqdm", "tqdm.notebook.tqdm", "rich.progress.track", "rich.progress.Progress"}
#: Give on what their first argument gives, in the same order.
KEEP_ORDER = {*(f"builtins.{name}" for name in ("list", "tuple", "iter")), "itertools.islice", *BARS}
_PUTS = {"append", "extend"}
_MAX_STEPS = 6


class Unordered:
    """Which expressions give results as they get ready, and by which call."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.calls: set[ast.expr] = {e.call for e in module.events_reached("pool thread-pool", "imap_unordered")}
        self._known: dict[tuple[ast.expr, int], ast.Call | None] = {}

    def source(self, node: ast.expr, steps: int = _MAX_STEPS) -> ast.Call | None:
        """The call whose results an expression is made of, in their order; None where that is not sure."""
        if isinstance(node, ast.Call) and node in self.calls:
            return node  # also where the pool is a parameter
        key = (node, steps)
        if key not in self._known:
            values = self.module.contexts.values(node)
            found = {self._of_value(one, steps) for one in values} if steps > 0 else set()
            self._known[key] = found.pop() if len(found) == 1 else None
        return self._known[key]

    def _of_value(self, one: Value, steps: int) -> ast.Call | None:
        if isinstance(one, Object) and isinstance(one.call, ast.Call):
            if one.call in self.calls or one.name in _AS_COMPLETED:
                return one.call
            if one.name in KEEP_ORDER and one.call.args:
                return self.source(one.call.args[0], steps - 1)
        if isinstance(one, (Collection, Generator)) and isinstance(one.node, (ast.ListComp, ast.GeneratorExp)):
            return self.source(one.node.generators[0].iter, steps - 1) if len(one.node.generators) == 1 else None
        if isinstance(one, Generator) and one.function is not None:
            sources = {self._of_yield(produced, steps) for produced in one.function.info.yields}
            return sources.pop() if len(sources) == 1 else None
        if isinstance(one, Collection) and isinstance(one.node, ast.List) and not one.node.elts:
            sources = {self._of_loop(put, steps) for put in self._puts_into(one)}
            return sources.pop() if len(sources) == 1 else None
        return None

    def _puts_into(self, one: Collection) -> Iterator[ast.AST | None]:
        """Where a list is filled; None where its order may be changed."""
        for file in dict.fromkeys((self.module.found, self.module.ev.file(one.node))):
            for mutation in file.mutations:
                if self._is_made_at(one.node, mutation.container):
                    yield mutation.node
            for call in file.calls:
                is_sort = isinstance(call.func, ast.Attribute) and call.func.attr in ("sort", "insert", "reverse")
                if is_sort and isinstance(call.func, ast.Attribute) and self._is_made_at(one.node, call.func.value):
                    yield None

    def _is_made_at(self, display: ast.expr, node: ast.expr) -> bool:
        return any(made_at(one) is display for one in self.module.contexts.values(node))

    def _of_loop(self, put: ast.AST | None, steps: int) -> ast.Call | None:
        """The results that a loop goes through in which a list is appended to."""
        is_append = isinstance(put, ast.Call) and isinstance(put.func, ast.Attribute) and put.func.attr in _PUTS
        return self._of_loop_around(put, steps) if put is not None and is_append else None

    def _of_yield(self, produced: ast.Yield | ast.YieldFrom, steps: int) -> ast.Call | None:
        """The results that a generator function gives on."""
        if isinstance(produced, ast.YieldFrom):
            return self.source(produced.value, steps - 1)
        return self._of_loop_around(produced, steps)

    def _of_loop_around(self, node: ast.AST, steps: int) -> ast.Call | None:
        loop = next(iter(loops_around(self.module, node)), None)
        return self.source(loop.iter, steps - 1) if isinstance(loop, (ast.For, ast.AsyncFor)) else None


def is_counter(module: Module, node: ast.expr) -> bool:
    """Whether an expression only counts, or gives the same again and again."""
    names = {"builtins.range", "itertools.count", "itertools.repeat", "itertools.cycle"}
    return any(isinstance(one, (Object, External)) and one.name in names for one in module.contexts.values(node))
