"""A scan: from the named paths to its result."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mpcheck import notebook, source
from mpcheck.analysis import Analysis
from mpcheck.check import FileReport, Task, check, known_codes
from mpcheck.collate import collate
from mpcheck.described import words
from mpcheck.discover import Candidate, discover
from mpcheck.findings import ScanError, ScanResult
from mpcheck.prefilter import Prefilter
from mpcheck.settings import Options, SettingsFinder
from mpcheck.source import UncheckableError, show

#: Worker processes take longer to start than this much source takes to be checked.
PARALLEL_BYTES = 1_500_000
#: Told of the progress: what is being done, for how many files it is done, of how many.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Request:
    """What to scan.

    ``stdin`` is (name, bytes) of a file that is given on standard input.  ``jobs`` is the number of
    processes, None for as many as are worth while.  ``prefilter`` leaves files without a trigger word
    unparsed.
    """

    paths: tuple[str, ...]
    options: Options = field(default_factory=Options)
    stdin: tuple[str, bytes] | None = None
    jobs: int | None = None
    prefilter: bool = True


@dataclass(slots=True)
class _Sifted:
    """The files of a scan, by their place on disk, and what was learnt by reading all."""

    prefilter: Prefilter
    tasks: dict[str, Task] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    errors: list[ScanError] = field(default_factory=list)
    lines: int = 0

    def add(self, task: Task, data: bytes, *, named: bool) -> None:
        """Note a file that was read; one that is ``named`` is parsed even if it cannot have a finding."""
        data = notebook.code(task.path, data)
        self.prefilter.add(task.path, data, words(task.settings.described))
        self.tasks[task.path] = task
        self.lines += count_lines(data)
        if named:
            self.named.add(task.path)


def scan(request: Request, analysis: Analysis, progress: Progress | None = None) -> ScanResult:
    """Check every file that the request names, the rest of them whatever is wrong with one.

    Raises `UsageError` where the options are wrong.
    """
    begin = time.monotonic()
    progress = progress or _silence
    finder = SettingsFinder(known_codes(analysis), request.options)
    candidates, errors = discover(request.paths, finder.of_folder)
    sifted = _sift(request, candidates, analysis, finder, progress)
    reports = _check_worthy(sifted, request, analysis, progress)
    errors += sifted.errors + finder.errors + [error for report in reports for error in report.errors]
    return ScanResult(
        findings=collate(reports, known_codes(analysis)),
        errors=tuple(sorted(errors, key=lambda error: error.sort_key)),
        targets=finder.targets(),
        files=len(sifted.tasks),
        files_parsed=len(reports),
        lines=sifted.lines,
        seconds=time.monotonic() - begin,
        excerpts={place: text for report in reports for place, text in report.excerpts.items()},
    )


def _silence(doing: str, done: int, total: int) -> None:
    """Nobody watches."""


def _sift(
    request: Request,
    candidates: Sequence[Candidate],
    analysis: Analysis,
    finder: SettingsFinder,
    progress: Progress,
) -> _Sifted:
    sifted = _Sifted(Prefilter(analysis, analysis.triggers() if request.prefilter else (b"",)))
    if request.stdin is not None:
        name, data = request.stdin
        place = os.path.abspath(name)
        sifted.add(Task(place, show(name), finder.of_folder(os.path.dirname(place)), data=data), data, named=True)
    for done, candidate in enumerate(candidates):
        progress("Reading", done, len(candidates))
        try:
            data = source.read(candidate.path)
        except UncheckableError as error:
            if candidate.named or error.code != "MP006":  # else: gone since its folder was listed
                sifted.errors.append(ScanError(candidate.shown, error.line, error.message, error.code))
            continue
        settings = finder.of_folder(os.path.dirname(candidate.path))
        sifted.add(Task(candidate.path, candidate.shown, settings), data, named=candidate.named)
    return sifted


def count_lines(data: bytes) -> int:
    """The lines of a file, one that no newline ends among them."""
    return data.count(b"\n") + (bool(data) and not data.endswith(b"\n"))


def _check_worthy(sifted: _Sifted, request: Request, analysis: Analysis, progress: Progress) -> list[FileReport]:
    """Check the files that are about processes, in rounds those that use what these export, then what else passes."""
    prefilter = sifted.prefilter
    reports: dict[str, FileReport] = {}
    passing = prefilter.passing()
    about = {path for path in passing if prefilter.is_about_processes(path)}
    # A file outside the scan tells only whether a file that says nothing of processes by itself uses some.
    relevant = sifted.tasks.keys() | prefilter.imported_by(sifted.tasks.keys() - about)
    pending = [path for path in passing if path in about and path in relevant]
    programs = prefilter.choosing_importers()
    while pending:
        exports: dict[str, frozenset[str]] = {}
        for path, report in _check_all(
            [_task(sifted, path, programs) for path in pending], request, analysis, progress
        ):
            reports[path] = report
            exports[path] = report.exports
        pending = [path for path in prefilter.users(exports) if path in relevant and path not in reports]
    others = [
        replace(sifted.tasks[path], about_processes=False)
        for path in passing
        if path in sifted.tasks and path not in reports
    ]
    reports |= dict(_check_all(others, request, analysis, progress))
    unworthy = [
        replace(sifted.tasks[path], parse_only=True) for path in sifted.tasks if path in sifted.named - set(reports)
    ]
    reports |= dict(_check_all(unworthy, request, analysis, progress))
    return [reports[path] for path in sifted.tasks if path in reports]


def _task(sifted: _Sifted, path: str, programs: Mapping[str, tuple[str, ...]]) -> Task:
    """The task of a file; of one that the scan only imports, no more than its exports matter."""
    if path in sifted.tasks:
        return replace(sifted.tasks[path], programs=programs.get(path, ()))
    settings = next(iter(sifted.tasks.values())).settings
    return Task(path, show(path), replace(settings, codes=frozenset()))


def _check_all(
    tasks: Sequence[Task], request: Request, analysis: Analysis, progress: Progress
) -> Iterator[tuple[str, FileReport]]:
    size = sum(map(_size, tasks)) if request.jobs is None and len(tasks) > 1 else 0
    if len(tasks) > 1 and request.jobs != 1 and (request.jobs or size >= PARALLEL_BYTES):
        from mpcheck.workers import check_in_processes

        reports = check_in_processes(tasks, analysis, request.jobs, progress)
        if reports is not None:
            yield from zip((task.path for task in tasks), reports, strict=True)
            return
    for done, task in enumerate(tasks):
        progress("Checking", done, len(tasks))
        yield task.path, check(task, analysis)


def _size(task: Task) -> int:
    try:
        return os.path.getsize(task.path)
    except OSError:
        return 0
