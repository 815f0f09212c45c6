"""What the expressions and calls of a file mean: their values, and the functions behind them."""

from __future__ import annotations

import ast
from collections.abc import Container, Iterator
from functools import cached_property

from mpcheck.model.attributes import api_name
from mpcheck.model.calling import functions_of
from mpcheck.model.calls import CallGraph
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.source_file import SourceFile
from mpcheck.model.values import BoundMethod, CallContext, Function, Value, Values


class Meaning(SourceFile):
    """Questions about single expressions and calls, and where names and calls of a kind are."""

    def values(self, node: ast.expr, context: CallContext | None = None) -> Values:
        """What an expression may be."""
        return self.ev.evaluate(node, context)

    def kind(self, one: Value | None) -> str:
        """The word of the API tables for the class of a value, "" if it is none of theirs."""
        return self.ev.kind(one)

    def kinds(self, node: ast.expr, context: CallContext | None = None) -> set[str]:
        return {self.ev.kind(one) for one in self.values(node, context)} - {""}

    @cached_property
    def graph(self) -> CallGraph:
        return CallGraph(self.ev)

    def functions(self, values: Values) -> set[FunctionInfo]:
        """The functions of the scanned code that calling these values runs."""
        return {info for one in values for info in functions_of(self.ev, one)}

    def calls_of(self, *names: str) -> Iterator[ast.Call]:
        """The calls of any external function or class, by canonical dotted name."""
        numbers = sorted(number for name in names for number in self._calls_by_name.get(name, ()))
        yield from (self.found.calls[number] for number in numbers)

    @cached_property
    def _calls_by_name(self) -> dict[str, list[int]]:
        """The numbers of the calls, by what they call."""
        found: dict[str, list[int]] = {}
        for called, numbers in self.ev.called.items():
            found.setdefault(_external_name(called), []).extend(numbers)
        return found

    def method_calls(self, name: str) -> Iterator[ast.Call]:
        """The calls of a method, told by its name, of objects that the scanned code does not define."""
        for call in self._calls_by_method.get(name, ()):
            values = self.values(call.func)
            if not any(
                isinstance(one, (Function, BoundMethod)) and self.functions(frozenset((one,))) for one in values
            ):
                yield call

    @cached_property
    def _calls_by_method(self) -> dict[str, list[ast.Call]]:
        found: dict[str, list[ast.Call]] = {}
        for call in self.found.calls:
            if isinstance(call.func, ast.Attribute):
                found.setdefault(call.func.attr, []).append(call)
        return found

    def external_name(self, node: ast.expr) -> str:
        """The canonical dotted name of the external thing that an expression is, "" if it is not just that."""
        return _external_name(self.values(node))

    def refers_to(self, name: str) -> bool:
        """Whether the file asks for an external thing of this dotted name."""
        word = name.rpartition(".")[2]
        return word in self.found.text and any(True for _ in self.references({name}, {word}))

    def references(self, names: Container[str], words: Container[str]) -> Iterator[tuple[ast.AST, str]]:
        """Where an external thing is asked for by one of the dotted names: ``os.fork``, and ``from os import fork``.

        ``words`` are the last parts of the names.
        """
        for node in self.found.nodes_of(ast.Attribute, ast.ImportFrom):
            if isinstance(node, ast.Attribute):
                name = self.external_name(node) if node.attr in words and isinstance(node.ctx, ast.Load) else ""
                if name in names:
                    yield node, name
            elif not node.level:
                for alias in node.names:
                    if f"{node.module}.{alias.name}" in names:
                        yield alias, f"{node.module}.{alias.name}"


def _external_name(values: Values) -> str:
    names = {api_name(one) for one in values}
    return names.pop() if len(names) == 1 else ""
