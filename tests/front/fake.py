"""A model and rules that are just enough to drive the front end, without the real ones."""

from __future__ import annotations

import ast
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mpcheck.findings import Confidence, Finding, Location, Related, Severity
from mpcheck.targets import Target
from mpcheck.words import Held

#: A program in which the fake rule MP201 finds something at 3:1, related to 2:1.
FLAWED = "import multiprocessing\npool = multiprocessing.Pool()\nflaw(pool)\n"


@dataclass(frozen=True)
class FakeModule:
    path: str
    text: str
    tree: ast.Module
    targets: frozenset[Target]

    exports: frozenset[str] = frozenset()

    def release(self) -> None:
        """Nothing is held."""

    def location(self, node: Any) -> Location:
        return Location(self.path, node.lineno, node.col_offset + 1, node.end_lineno, node.end_col_offset + 1)

    def calls(self, name: str) -> Iterator[ast.Call]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield node


@dataclass(frozen=True)
class FakeExample:
    source: str
    outcome: Any
    methods: tuple[str, ...] = ("spawn",)
    pythons: str = ">=3.8"
    platforms: tuple[str, ...] = ("linux",)
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class FakeOutcome:
    kind: str
    text: str = ""


@dataclass(frozen=True)
class FakeRule:
    """What the front end reads of a rule."""

    code: str
    name: str
    check: Callable[[FakeModule], Iterable[Finding]]
    severity: Severity = Severity.ERROR
    confidence: Confidence = Confidence.HIGH
    summary: str = "A flaw is called"
    why: str = "Because a flaw is one."
    cure: str = "Call no flaw."
    since: str = "0.1.0"
    references: tuple[str, ...] = ("https://docs.python.org/3/library/multiprocessing.html",)
    bad: tuple[FakeExample, ...] = (FakeExample("flaw()  # MP201\n", FakeOutcome("raises", "NameError")),)
    good: tuple[FakeExample, ...] = (FakeExample("print('ok')\n", FakeOutcome("ok")),)
    catalogue: tuple[str, ...] = ()

    def is_worth_asking(self, held: Held, targets: frozenset[Target], *, about_processes: bool) -> bool:
        return about_processes


def _flaws(module: FakeModule) -> Iterator[Finding]:
    for node in module.calls("flaw"):
        strings = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        yield _finding(module, node, "MP201", strings[0] if strings else "a flaw is called")


def _finding(module: FakeModule, node: ast.AST, code: str, message: str) -> Finding:
    imported = module.tree.body[0]
    return Finding(
        code=code,
        name=RULES[code].name,
        message=message,
        severity=RULES[code].severity,
        confidence=RULES[code].confidence,
        location=module.location(node),
        cure="Call no flaw.",
        related=(Related(module.location(imported), "imported here"),),
        breaks_when=frozenset(target for target in module.targets if target.start_method != "fork"),
    )


def _calls_of(name: str, code: str) -> Callable[[FakeModule], Iterable[Finding]]:
    def check(module: FakeModule) -> Iterable[Finding]:
        return [_finding(module, node, code, f"{name} is called") for node in module.calls(name)]

    return check


def _crashes(module: FakeModule) -> Iterable[Finding]:
    for _ in module.calls("crash_the_rule"):
        raise ZeroDivisionError("the rule's own fault")
    return ()


def _kills(module: FakeModule) -> Iterable[Finding]:
    for _ in module.calls("kill_the_checker"):
        os._exit(9)
    return ()


def _sleeps(module: FakeModule) -> Iterable[Finding]:
    for _ in module.calls("sleep_in_the_rule"):
        Path("started").touch()
        time.sleep(600)
    return ()


RULES = {
    rule.code: rule
    for rule in (
        FakeRule("MP201", "flaw", _flaws),
        FakeRule("MP202", "doubt", _calls_of("doubt", "MP202"), Severity.WARNING, Confidence.MEDIUM),
        FakeRule("MP203", "guess", _calls_of("guess", "MP203"), Severity.WARNING, Confidence.LOW),
        FakeRule("MP204", "advice", _calls_of("advice", "MP204"), Severity.NOTE, Confidence.HIGH),
        FakeRule("MP301", "crash", _crashes),
        FakeRule("MP302", "kill", _kills),
        FakeRule("MP303", "sleep", _sleeps),
    )
}


class FakeAnalysis:
    """Stands in for `mpcheck.analysis.Installed`."""

    def codes(self) -> frozenset[str]:
        return frozenset(RULES)

    def triggers(self) -> tuple[bytes, ...]:
        return (b"multiprocessing",)

    def process_words(self) -> tuple[bytes, ...]:
        return (b"multiprocessing",)

    def rules(self, codes: Iterable[str]) -> Any:
        return tuple(RULES[code] for code in sorted(codes))

    def imports(self, data: bytes, file: str) -> set[str]:
        return set()

    def tree(self, file: str, text: str) -> ast.Module | None:
        return None

    def module(
        self,
        path: str,
        text: str,
        tree: ast.Module,
        targets: frozenset[Target],
        file: str,
        described: Any = (),
        claimed: Any = None,
        programs: Any = (),
    ) -> Any:
        return FakeModule(path, text, tree, targets)
