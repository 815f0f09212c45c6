"""A scanned file as it is written: where its nodes stand, and what is around them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property

from mpcheck.findings import Location
from mpcheck.model.evaluate import Evaluator
from mpcheck.model.nodes import parent_of, scope_of
from mpcheck.model.scopes import Collected, FunctionInfo, Scope

_DEFINES = {ast.FunctionDef: "def ", ast.AsyncFunctionDef: "async def ", ast.ClassDef: "class "}


class SourceFile:
    """The places of the nodes of a file, and of those of the project's files that it uses."""

    found: Collected
    ev: Evaluator

    def location(self, node: ast.AST) -> Location:
        """Where a node stands, with columns in characters; of a definition, its first words: ``def name``."""
        file = self.ev.file(node)
        line, offset = getattr(node, "lineno", 1), getattr(node, "col_offset", 0)
        end, end_offset = getattr(node, "end_lineno", None) or line, getattr(node, "end_col_offset", None) or 0
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            end, end_offset = line, offset + len((_DEFINES[type(node)] + node.name).encode())
        column, end_column = _characters(file, line, offset) + 1, _characters(file, end, end_offset) + 1
        return Location(file.path, line, column, end, end_column)

    def text_of(self, path: str) -> str:
        """The text of a file that a location names."""
        return self.found.index.by_path[path].text

    def is_here(self, node: ast.AST) -> bool:
        """Whether a node stands in this file, not in one that it imports."""
        return self.ev.file(node) is self.found

    @cached_property
    def is_alone(self) -> bool:
        """Whether it imports nothing of the project, and so leads to no code of another file: most need not be asked then."""
        located = (self.ev.project.locate(name, self.found.file)[0] for name in self._imported_names())
        return not any(path and path != self.found.file for path in located)

    def _imported_names(self) -> Iterator[str]:
        for plain in self.found.nodes_of(ast.Import):
            yield from (alias.name for alias in plain.names)
        for node in self.found.nodes_of(ast.ImportFrom):
            source = "." * node.level + (f"{node.module}." if node.module else "")
            yield from (f"{source}{alias.name}" for alias in node.names)

    def is_in_parentheses(self, node: ast.expr) -> bool:
        """Whether an expression on one line is written in parentheses of its own: ``(name)``."""
        line = self.ev.file(node).lines[node.lineno - 1].encode()
        before, after = line[: node.col_offset].rstrip(), line[node.end_col_offset :].lstrip()
        return before.endswith((b"=(", b"= (", b", (", b"((")) and after.startswith(b")")

    def parent(self, node: ast.AST) -> ast.AST | None:
        return parent_of(node)

    def ancestors(self, node: ast.AST) -> Iterator[ast.AST]:
        """The nodes around a node, innermost first."""
        here = parent_of(node)
        while here is not None:
            yield here
            here = parent_of(here)

    def scope(self, node: ast.AST) -> Scope:
        return scope_of(node)

    def function(self, node: ast.AST) -> FunctionInfo | None:
        """The function whose body runs a node, None where importing the module does (also in a class body)."""
        return scope_of(node).enclosing_function

    def statement(self, node: ast.AST) -> ast.stmt:
        """The statement that holds an expression."""
        here: ast.AST | None = node
        while here is not None and not isinstance(here, ast.stmt):
            here = parent_of(here)
        assert here is not None
        return here


def _characters(file: Collected, line: int, offset: int) -> int:
    """How many characters a byte offset in a line is."""
    text = file.lines[line - 1] if 0 < line <= len(file.lines) else ""
    return offset if text.isascii() else len(text.encode()[:offset].decode(errors="replace"))
