"""From the reports of single files to the findings of a scan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from mpcheck import suppress
from mpcheck.check import FileReport
from mpcheck.findings import Finding, Location
from mpcheck.scan_codes import UNUSED_SUPPRESSION
from mpcheck.settings import is_at_level
from mpcheck.suppress import Suppression


def collate(reports: Sequence[FileReport], known: Collection[str]) -> tuple[Finding, ...]:
    """All findings, each once, less those that a comment silences, plus those about idle comments.

    Sorted by place; those below the level of their report are left out.  ``known`` are all codes that exist.
    """
    comments: dict[str, set[Suppression]] = {}
    for report in reports:
        for comment in report.comments:
            comments.setdefault(comment.location.path, set()).add(comment)
    levels = _distinct(reports)
    kept, used = suppress.split(levels, comments)
    for report in reports:
        if UNUSED_SUPPRESSION in report.judged:
            own = [comment for comment in report.comments if comment.location.path == report.shown]
            idle = list(suppress.unused(own, used, judged=report.judged, known=known))
            levels |= dict.fromkeys(idle, report.level)
            kept += idle
    kept = [finding for finding in kept if is_at_level(finding, levels[finding])]
    excerpts = {place: text for report in reports for place, text in report.excerpts.items()}
    return tuple(_identified(sorted(kept, key=lambda finding: finding.sort_key), excerpts))


def _distinct(reports: Iterable[FileReport]) -> dict[Finding, str]:
    """Of each rule and place the surest and gravest finding, with the level of the file in which it lies, if it is there."""
    said = [(report, finding) for report in reports for finding in report.findings]
    said.sort(key=lambda pair: pair[0].shown != pair[1].location.path)
    distinct: dict[tuple[str, Location], tuple[Finding, str]] = {}
    for report, finding in said:
        key = (finding.code, finding.location)
        known, level = distinct.setdefault(key, (finding, report.level))
        if _weight(finding) > _weight(known):
            distinct[key] = (finding, level)
    return dict(distinct.values())


def _weight(finding: Finding) -> tuple[int, int]:
    return finding.confidence.rank, finding.severity.rank


def _identified(findings: Iterable[Finding], excerpts: Mapping[tuple[str, int], str]) -> Iterator[Finding]:
    """The findings, each with a fingerprint that outlives edits elsewhere in the file.

    It is made of the code, the path, the text of the line, and a count of equal ones before it.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        path = finding.location.path
        key = (finding.code, path, excerpts.get((finding.location.file, finding.location.line), "").strip())
        yield finding.with_fingerprint(_digest(*key, str(seen[key])))
        seen[key] += 1


def _digest(*parts: str) -> str:
    import hashlib  # slow to load, and most files have no finding

    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
