"""Compare what a program did with what its example claims."""

from __future__ import annotations

from dataclasses import dataclass

from mpcheck.rules.base import Outcome


@dataclass(frozen=True, slots=True)
class Observed:
    """What a program did.

    ``status`` is its exit status, or None if the time limit ended it; ``seconds`` how long it ran.
    ``orphans`` are the commands of processes that were still there a while after it had ended, and
    ``segments`` the names of shared memory that it left behind; both were removed.
    """

    status: int | None
    stdout: str
    stderr: str
    seconds: float
    orphans: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()

    @property
    def printed(self) -> str:
        return self.stdout + self.stderr

    @property
    def says_ok(self) -> bool:
        return self.stdout.split("\n")[-2:] == ["ok", ""]


def objection(claim: Outcome, observed: Observed) -> str:
    """Why the claim was not seen, or "" if it was."""
    if claim.kind == "ok":
        return _objection_to_ok(observed)
    missing = "" if claim.text in _where(claim, observed) else f"nothing printed {claim.text!r}"
    return _OBJECTIONS[claim.kind](observed) or missing


def describe(observed: Observed) -> str:
    """The kind of outcome that was seen, in the words of ``Outcome.kind``."""
    if observed.status is None:
        return "hangs"
    if observed.status != 0:
        return "raises"
    if observed.says_ok:
        return "child" if "Traceback (most recent call last)" in observed.stderr else "ok"
    return "child" if observed.stderr.strip() else "wrong"


def _objection_to_ok(observed: Observed) -> str:
    left = [*observed.orphans, *observed.segments]
    if observed.status == 0 and observed.says_ok:
        return f"left behind {', '.join(left)}" if left else ""
    return _status(observed) or "the last line is not ok"


def _status(observed: Observed) -> str:
    if observed.status is None:
        return f"still running after {observed.seconds:.0f} s"
    return f"exit status {observed.status}" if observed.status else ""


def _raises(observed: Observed) -> str:
    return "" if observed.status else _status(observed) or "exit status 0"


def _hangs(observed: Observed) -> str:
    return "" if observed.status is None else f"ended by itself: {describe(observed)}"


def _wrong(observed: Observed) -> str:
    return _status(observed) or ("the last line is ok" if observed.says_ok else "")


def _any(observed: Observed) -> str:
    return "nothing went wrong" if describe(observed) == "ok" else ""


_OBJECTIONS = {"raises": _raises, "child": _status, "hangs": _hangs, "wrong": _wrong, "any": _any}


def _where(claim: Outcome, observed: Observed) -> str:
    streams = {"raises": observed.stderr, "child": observed.stderr, "wrong": observed.stdout}
    return streams.get(claim.kind, observed.printed)
