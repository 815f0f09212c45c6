"""Comments that silence findings on their line, and the findings about those that silence nothing.

``# mpcheck: ignore[MP201] reason`` names codes, ``# mpcheck: ignore`` means all of them, and
``# noqa: MP201`` is honoured for the codes of mpcheck.  The comment stands on the first or the last
line of what the finding marks.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from mpcheck.errors import did_you_mean
from mpcheck.findings import Confidence, Finding, Location, Severity
from mpcheck.scan_codes import SCAN_CODES, UNUSED_SUPPRESSION

_MARKER = "mpcheck:"
_OWN_CODE = r"MP[0-9]{3}"
_OWN_CODE_BYTES = re.compile(_OWN_CODE.encode())
_CODE = r"[A-Z]+[0-9]+"
_OWN = re.compile(r"#\s*mpcheck:\s*ignore\b(?:\s*\[(?P<codes>[^\[\]#]*)\]|(?!\s*\[))")
_NOQA = re.compile(rf"#\s*(?i:noqa)\s*:\s*(?P<codes>{_CODE}(?:[\s,]+{_CODE})*)")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment.  ``codes`` is None where it silences every code."""

    location: Location
    codes: tuple[str, ...] | None

    def silences(self, finding: Finding) -> bool:
        where = finding.location
        same = self.location.cell == where.cell and self.location.line in (where.line, where.end_line)
        return same and (self.codes is None or finding.code in self.codes)


def may_hold_some(data: bytes) -> bool:
    """Whether the bytes of a file hold what every suppression does."""
    return _MARKER.encode() in data or _OWN_CODE_BYTES.search(data) is not None


def suppressions(path: str, text: str) -> tuple[Suppression, ...]:
    """The suppressions among the comments of a file; text in strings is none."""
    if _MARKER not in text and not re.search(_OWN_CODE, text):
        return ()  # the tokenizer is slow
    return tuple(
        Suppression(Location(path, line, column + match.start() + 1, line, column + match.end() + 1), _codes(match))
        for line, column, comment in _comments(text)
        for match in (*_OWN.finditer(comment), *_NOQA.finditer(comment))
        if match.re is _OWN or _codes(match)
    )


def _comments(text: str) -> Iterable[tuple[int, int, str]]:
    import tokenize

    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                yield (*token.start, token.string)
    except (tokenize.TokenError, SyntaxError, ValueError):
        return  # what the parser takes and the tokenizer refuses: the comments up to there count


def _codes(match: re.Match[str]) -> tuple[str, ...] | None:
    if match["codes"] is None:
        return None
    codes = re.split(r"[\s,]+", match["codes"].strip())
    # Other linters' codes in a noqa comment are none of our business.
    return tuple(code for code in codes if code and (match.re is _OWN or re.fullmatch(r"MP\d{3}", code)))


def split(
    findings: Iterable[Finding], comments: Mapping[str, Collection[Suppression]]
) -> tuple[list[Finding], set[tuple[Suppression, str | None]]]:
    """The findings that no comment silences, and the (comment, code) pairs that silenced one.

    The code is None for a comment that names none.  ``comments`` are by the path of their file.
    """
    kept: list[Finding] = []
    used: set[tuple[Suppression, str | None]] = set()
    for finding in findings:
        silencing = [comment for comment in comments.get(finding.location.path, ()) if comment.silences(finding)]
        used |= {(comment, None if comment.codes is None else finding.code) for comment in silencing}
        if not silencing:
            kept.append(finding)
    return kept, used


def unused(
    comments: Iterable[Suppression],
    used: Collection[tuple[Suppression, str | None]],
    *,
    judged: Collection[str],
    known: Collection[str],
) -> Iterable[Finding]:
    """A finding for each comment that silences nothing.

    Only codes in ``judged``, those whose rules have run, can be told to be unused; ``known`` are all
    that exist.
    """
    for comment in comments:
        if comment.codes is None:
            if (comment, None) not in used and set(known) <= set(judged):
                yield _unused(comment, "nothing on this line needs to be suppressed")
            continue
        idle = [code for code in comment.codes if code in judged and (comment, code) not in used]
        strange = [code for code in comment.codes if code not in known]
        parts = [f"{', '.join(idle)} is suppressed here but not found"] if idle else []
        parts += [f"there is no code {code!r}; {did_you_mean(code, known)}" for code in strange]
        if not comment.codes:
            parts.append("the brackets name no code")
        if parts:
            yield _unused(comment, "; ".join(parts))


def _unused(comment: Suppression, message: str) -> Finding:
    entry = SCAN_CODES[UNUSED_SUPPRESSION]
    return Finding(
        code=entry.code,
        name=entry.name,
        message=f"unused suppression: {message}",
        severity=Severity.NOTE,
        confidence=Confidence.HIGH,
        location=comment.location,
        cure=entry.cure,
    )
