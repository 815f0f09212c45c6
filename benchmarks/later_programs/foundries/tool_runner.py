"""Runners for command-line tools: a base class with defaults, and what tools say is parsed by subclasses."""

import abc
import subprocess
import sys
from typing import ClassVar, Dict, Generic, List, TypeVar

Parsed = TypeVar("Parsed")


class Tool(abc.ABC, Generic[Parsed]):
    options: ClassVar[Dict[str, bool]] = {"shell": True, "text": True}

    def command(self, *arguments: str) -> List[str]:
        return ["echo", *arguments]

    @abc.abstractmethod
    def parse(self, output: str) -> Parsed:
        """What the tool has said."""

    def run(self, *arguments: str) -> Parsed:
        command = self.command(*arguments)
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True, **self.options)
        return self.parse(done.stdout)


class PartList(Tool[List[str]]):
    def parse(self, output: str) -> List[str]:
        return output.split()


def main() -> int:
    parts = PartList().run("cope", "drag", "core")
    if parts == ["cope", "drag", "core"]:
        print("ok")
    else:
        print("parts:", parts)
    return 0


if __name__ == "__main__":
    sys.exit(main())
