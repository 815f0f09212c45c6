"""Steps of the overnight batch: lists are started as they are, only lines of text see the shell."""
from __future__ import annotations

import enum
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Sequence, Union

Command = Union[str, Sequence[str]]


class Kind(enum.Enum):
    DIRECT = "direct"
    SHELL = "shell"


class Step:
    def __init__(self, name: str, argv: Sequence[str], kind: Kind = Kind.DIRECT) -> None:
        self.name = name
        self.argv = list(argv)
        self.kind = kind

    @property
    def command(self) -> Command:
        if self.kind is Kind.SHELL:
            return " ".join(map(shlex.quote, self.argv))
        return self.argv

    def __repr__(self) -> str:
        return f"<{self.kind.value} step {self.name}>"


def execute(command: Command, **options) -> str:
    options.setdefault("shell", isinstance(command, str))
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True, encoding="utf-8", **options)
    return done.stdout.strip()


def python(code: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", code, *arguments]


SUM = "import sys; print(sum(map(int, sys.argv[1:])))"
JOIN = "import sys; print('|'.join(sys.argv[1:]))"


def steps() -> dict[Step, str]:
    return {
        Step("margin", python(SUM, "120", "240", "60")): "420",
        Step("names", python(JOIN, "A & B Fund", "C; D", "$HOME")): "A & B Fund|C; D|$HOME",
        Step("names-sh", python(JOIN, "A & B Fund", "C; D", "$HOME"), Kind.SHELL): "A & B Fund|C; D|$HOME",
        Step("ranking", ["printf '9\\n31\\n4\\n' | sort -n | tail -n 1"], Kind.DIRECT): "31",
    }


def run(step: Step) -> str:
    if step.name == "ranking":
        (line,) = step.argv
        return execute(line, shell=True)
    return execute(step.command)


def main() -> int:
    work = steps()
    with ThreadPoolExecutor(max_workers=2) as executor:
        results = dict(zip(work, executor.map(run, work)))
    late = [step for step, got in results.items() if got != work[step]]
    for step, got in results.items():
        print(f"{step.name:<10}{got}")
    if late:
        print("not as expected:", late)
        return 1
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
