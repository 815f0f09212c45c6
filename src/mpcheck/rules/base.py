"""The anatomy of a rule: metadata, executable example programs, and a check of the model."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from mpcheck.findings import Confidence, Finding, Related, Severity
from mpcheck.model.module import Module
from mpcheck.targets import Target
from mpcheck.words import Held


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a program visibly does when it is run; ``text`` must occur in what it prints.

    kind:
      ``ok``      exit status 0, prints ``ok`` as its last line (every good program)
      ``raises``  exit status not 0, ``text`` on standard error
      ``child``   the parent exits with 0 although a child failed with ``text`` on standard error
      ``hangs``   still running when the time limit ends it
      ``wrong``   exit status 0, prints ``text`` on standard output in place of ``ok``
      ``any``     misbehaves in one of these ways, which one depends on version or luck
    """

    kind: str
    text: str = ""


OK = Outcome("ok")


@dataclass(frozen=True, slots=True)
class Example:
    """A whole program.

    In a bad one every reported line ends with the comment ``# MPnnn`` of its rule.  ``methods``
    and ``pythons`` (a PEP 440 specifier), ``platforms`` and ``implementations`` say under which targets ``outcome``
    was seen; ``nox -s verify`` runs the program under all of them that this machine has.
    ``requires`` names third-party packages it imports.  ``platform_only`` holds the source of the claim
    where no machine can be had to run it; ``files`` further files beside it, by name, Python files with
    marks of their own.  One whose ``name`` is a notebook's holds the code of its cells, and is run as a
    kernel does: in a main module without a file.
    """

    source: str
    outcome: Outcome = OK
    methods: tuple[str, ...] = ("fork", "spawn", "forkserver")
    pythons: str = ">=3.8"
    platforms: tuple[str, ...] = ("linux", "windows")
    implementations: tuple[str, ...] = ("cpython", "pypy")
    requires: tuple[str, ...] = ()
    platform_only: str = ""
    files: tuple[tuple[str, str], ...] = ()
    name: str = "program.py"

    @property
    def python_files(self) -> tuple[tuple[str, str], ...]:
        """The name and the text of the program and of each Python file beside it."""
        return ((self.name, self.source), *(file for file in self.files if file[0].endswith(".py")))


@dataclass(frozen=True, slots=True)
class Rule:
    """One pitfall.  ``check`` yields the findings of one module.

    ``confidence`` is the highest that its findings have: ``HIGH`` asks that it was seen right on real code
    (``ecosystem/`` says where).

    It is asked of files that have to do with worker processes, and of others that hold one of ``words``: where
    several are joined by `` & ``, all of them.  ``platforms`` are those of which it speaks, if not of all.
    """

    code: str
    name: str
    summary: str
    why: str
    cure: str
    severity: Severity
    confidence: Confidence
    since: str
    references: tuple[str, ...]
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    check: Callable[[Module], Iterable[Finding]]
    catalogue: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()

    def is_worth_asking(self, held: Held, targets: frozenset[Target], *, about_processes: bool) -> bool:
        """Whether a file may have a finding of this rule."""
        if self.platforms and not any(target.platform in self.platforms for target in targets):
            return False
        return about_processes or held.one_of(self.words)

    def at(
        self,
        module: Module,
        node: ast.AST,
        message: str,
        *,
        breaks: Iterable[Target],
        related: Iterable[tuple[ast.AST, str]] = (),
        severity: Severity | None = None,
        confidence: Confidence | None = None,
        cure: str | None = None,
    ) -> Iterator[Finding]:
        """Yield one finding at ``node``, or none where no target that applies breaks."""
        targets = frozenset(breaks)
        if targets and not any(target.platform == "linux" for target in targets):
            # What this file and others import may be missing where Linux has it: whoever comes no further is told of that.
            targets = module.importable(targets, node)
        if targets:
            is_unlikely = module.is_switched_off(node) or module.is_left_out_by_programs(targets)
            sure = Confidence.LOW if is_unlikely else confidence or self.confidence
            yield Finding(
                code=self.code,
                name=self.name,
                message=message,
                severity=severity or self.severity,
                confidence=min(sure, self.confidence, key=lambda one: one.rank),
                location=module.location(node),
                cure=cure or self.cure,
                related=tuple(Related(module.location(n), text) for n, text in related),
                breaks_when=targets,
            )
