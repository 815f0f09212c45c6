"""Mark what a scan has said of callables with what comes of trying them."""

from __future__ import annotations

from dataclasses import replace

from mpcheck.analysis import Analysis
from mpcheck.findings import Finding, Location, ScanResult
from mpcheck.pickling.report import PicklingReport
from mpcheck.pickling.submitted import Submission, submitted
from mpcheck.pickling.trial import Limits

#: Rules that say: this callable does not get to another process.
CODES = frozenset({"MP201", "MP202", "MP203", "MP204", "MP205"})
#: The method under which everything is pickled.
_METHODS = ("spawn",)


def verified(result: ScanResult, analysis: Analysis, limits: Limits) -> ScanResult:
    """The result, with *confirmed* or *refuted* in the message of each finding whose callable could be tried.

    This imports the files that these findings lie in; a notebook cannot be imported.
    """
    in_question = [finding for finding in result.findings if finding.code in CODES and not finding.location.cell]
    submissions, _ = submitted(sorted({finding.location.path for finding in in_question}), analysis)
    reports: dict[Submission, PicklingReport] = {}
    marked: dict[Finding, Finding] = {}
    for finding in in_question:
        for submission in submissions:
            if submission.target is not None and _holds(submission.location, finding.location):
                if submission not in reports:
                    reports[submission] = submission.attempt(None, limits, _METHODS)
                marked[finding] = _marked(finding, reports[submission])
                break
    return replace(result, findings=tuple(marked.get(finding, finding) for finding in result.findings))


def _holds(outer: Location, inner: Location) -> bool:
    return outer.path == inner.path and (
        (outer.line, outer.column) <= (inner.line, inner.column)
        and (inner.end_line, inner.end_column) <= (outer.end_line, outer.end_column)
    )


def _marked(finding: Finding, report: PicklingReport) -> Finding:
    if report.error is not None or report.crosses["spawn"] is None:
        return finding
    crosses = report.picklable and report.crosses["spawn"]
    verdict = "refuted: it crossed when it was tried" if crosses else "confirmed by trying it"
    return replace(finding, message=f"{finding.message} ({verdict})")
