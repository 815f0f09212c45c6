"""One file: from its bytes to its findings."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mpcheck import notebook, source, suppress
from mpcheck.findings import Finding, Location, ScanError
from mpcheck.scan_codes import UNUSED_SUPPRESSION
from mpcheck.settings import Settings
from mpcheck.source import UncheckableError
from mpcheck.suppress import Suppression
from mpcheck.words import Held

if TYPE_CHECKING:
    from mpcheck.analysis import Analysis
    from mpcheck.model.module import Module
    from mpcheck.notebook import Notebook
    from mpcheck.rules.base import Rule

#: No line is quoted further than this: a generated one may have megabytes.
_EXCERPT_CHARACTERS = 2000
#: New objects after which the garbage collector looks for some to free.
_ALLOCATIONS = 8_000_000


@dataclass(frozen=True, slots=True)
class Task:
    """One file to check: ``path`` is where it is, ``shown`` its name in reports.

    ``parse_only``: it cannot have findings, but was asked for and has to parse.  ``about_processes``: it starts
    worker processes, or uses a file that does; else few rules can say anything of it.  ``programs`` import it and
    may choose how it starts processes.  ``data`` stands in for the file's content.
    """

    path: str
    shown: str
    settings: Settings
    parse_only: bool = False
    about_processes: bool = True
    programs: tuple[str, ...] = ()
    data: bytes | None = None

    def read(self) -> bytes:
        """The bytes.  Raises `UncheckableError`."""
        return source.read(self.path) if self.data is None else self.data


@dataclass(frozen=True, slots=True)
class FileReport:
    """What the rules say when they start from one file; ``shown`` is its name.

    A finding may lie in another file that this one uses.  Those below ``level`` are still among them: a
    suppression of one is no idle one.  ``comments`` are the suppressions of all files
    with findings and of this one; ``excerpts`` the source lines that the findings name; ``judged`` the codes
    whose suppressions in this file can be told to be unused.  ``exports`` are the names through which the file
    matters to those that import it.
    """

    shown: str = ""
    findings: tuple[Finding, ...] = ()
    level: str = "default"
    errors: tuple[ScanError, ...] = ()
    comments: tuple[Suppression, ...] = ()
    judged: frozenset[str] = frozenset()
    excerpts: dict[tuple[str, int], str] = field(default_factory=dict)
    exports: frozenset[str] = frozenset()


def collect_rarely() -> None:
    """Let the garbage collector of this process run rarely, and not at its end: what a check makes lives until it is done.

    The system takes the memory back at once, which the collector would first go through.
    """
    if hasattr(gc, "freeze"):  # not PyPy's collector
        gc.set_threshold(_ALLOCATIONS)
        atexit.register(gc.freeze)


def check(task: Task, analysis: Analysis) -> FileReport:
    """Check one file.  Whatever is wrong with it, or with a rule, becomes an error of the report."""
    try:
        data = task.read()
        book = notebook.read(data) if notebook.is_notebook(task.path) else None
        text = book.text if book else source.decode(data)
        tree = book.parse() if book else analysis.tree(task.path, text) or source.parse(text)
        code = text.encode("utf-8", "surrogatepass") if book else data
    except UncheckableError as error:
        return FileReport(task.shown, errors=(ScanError(task.shown, error.line, error.message, error.code),))
    if task.parse_only or source.is_of_python_2(tree):
        return FileReport(task.shown)
    settings = task.settings
    held = Held(code)
    rules = [
        rule
        for rule in analysis.rules(settings.codes - {UNUSED_SUPPRESSION})
        if rule.is_worth_asking(held, settings.targets, about_processes=task.about_processes)
    ]
    if not rules and not task.about_processes:
        return _in_cells(_report(task, (), (), {task.shown: text}), book)
    try:
        module = analysis.module(
            task.shown, text, tree, settings.targets, task.path, settings.described, settings.claimed, task.programs
        )
        exports = module.exports if task.about_processes else frozenset()
    except Exception as error:  # noqa: BLE001 -- the other files must still be checked
        return FileReport(task.shown, errors=(_internal_error(task, "the model", error),))
    findings, errors, texts = _run_rules(task, rules, text, module)
    module.release()
    return _in_cells(_report(task, findings, errors, texts, exports), book)


def _report(
    task: Task,
    findings: Sequence[Finding],
    errors: Sequence[ScanError],
    texts: Mapping[str, str],
    exports: frozenset[str] = frozenset(),
) -> FileReport:
    paths = {task.shown: None, **{finding.location.path: None for finding in findings}}
    return FileReport(
        task.shown,
        tuple(findings),
        task.settings.level,
        tuple(errors),
        tuple(comment for path in paths for comment in suppress.suppressions(path, texts.get(path, ""))),
        task.settings.codes if task.settings.judges_suppressions and not errors else frozenset(),
        dict(_excerpts(findings, texts)),
        exports,
    )


def _in_cells(report: FileReport, book: Notebook | None) -> FileReport:
    """A report whose places in a notebook, if the file is one, are counted within its cells."""
    if book is None:
        return report

    def located(where: Location) -> Location:
        return book.locate(where) if where.path == report.shown else where

    return replace(
        report,
        findings=tuple(
            replace(
                finding,
                location=located(finding.location),
                related=tuple(replace(one, location=located(one.location)) for one in finding.related),
            )
            for finding in report.findings
        ),
        comments=tuple(replace(comment, location=located(comment.location)) for comment in report.comments),
        excerpts={
            (where.file, where.line): text
            for (path, line), text in report.excerpts.items()
            for where in [located(Location(path, line, 1, line, 1))]
        },
    )


def known_codes(analysis: Analysis) -> frozenset[str]:
    """Every code that can be selected, ignored and suppressed."""
    return analysis.codes() | {UNUSED_SUPPRESSION}


def _run_rules(
    task: Task, rules: Sequence[Rule], text: str, module: Module
) -> tuple[list[Finding], list[ScanError], dict[str, str]]:
    """The findings, the errors, and the text of each file that a finding names."""
    found: dict[tuple[str, Location], Finding] = {}
    errors: list[ScanError] = []
    texts = {task.shown: text}
    for rule in rules:
        findings, failure = _run_rule(task, rule, module)
        for finding in findings:
            place = (finding.code, finding.location)
            first = found.setdefault(place, finding)
            if first is not finding and first.message == finding.message:
                found[place] = replace(first, breaks_when=first.breaks_when | finding.breaks_when)
        errors += [failure] if failure else []
    named = {
        location.path
        for finding in found.values()
        for location in (finding.location, *(related.location for related in finding.related))
    }
    texts |= {path: module.text_of(path) for path in named - {task.shown}}
    return sorted(found.values(), key=lambda finding: finding.sort_key), errors, texts


def _run_rule(task: Task, rule: Rule, module: Module) -> tuple[list[Finding], ScanError | None]:
    """What the rule found until it was done or failed."""
    findings: list[Finding] = []
    try:
        findings.extend(rule.check(module))
    except Exception as error:  # noqa: BLE001 -- one rule's fault must not silence the others
        return findings, _internal_error(task, f"the rule {rule.code} ({rule.name})", error)
    return findings, None


def _internal_error(task: Task, what: str, error: Exception) -> ScanError:
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {frames[-1].name}:{frames[-1].lineno}" if frames else ""
    return ScanError(task.shown, None, f"{what} failed with {type(error).__name__}: {error}{where}", "MP000")


def _excerpts(findings: Iterable[Finding], texts: Mapping[str, str]) -> Iterator[tuple[tuple[str, int], str]]:
    places = [
        location
        for finding in findings
        for location in (finding.location, *(related.location for related in finding.related))
    ]
    lines = {path: texts[path].split("\n") for path in {location.path for location in places} & texts.keys()}
    for location in places:
        of_file = lines.get(location.path, [])
        if 0 < location.line <= len(of_file):
            yield (location.path, location.line), of_file[location.line - 1][:_EXCERPT_CHARACTERS]
