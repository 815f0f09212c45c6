"""Adapters for single linters."""
from abc import ABC, abstractmethod

from errors import ToolFailed, UnknownTool


class Linter(ABC):
    name = ""

    @abstractmethod
    def run(self, source):
        ...


class LineLength(Linter):
    name = "length"

    def run(self, source):
        return sum(len(line) > 79 for line in source.splitlines())


class Syntax(Linter):
    name = "syntax"

    def run(self, source):
        try:
            compile(source, "<source>", "exec")
        except SyntaxError as exc:
            raise ToolFailed(self.name, 2, str(exc)) from exc
        return 0


LINTERS = {cls.name: cls for cls in (LineLength, Syntax)}


def lint(job):
    tool, source = job
    if tool not in LINTERS:
        raise UnknownTool(tool)
    return tool, LINTERS[tool]().run(source)
