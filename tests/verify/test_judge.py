"""The harness believes a claim only when it was seen."""

from __future__ import annotations

import pytest

from mpcheck.rules.base import OK, Outcome
from verification.judge import Observed, describe, objection

TRACEBACK = "Traceback (most recent call last):\n  ...\nPicklingError: no\n"


def observed(status: int | None, stdout: str = "", stderr: str = "", **left: tuple[str, ...]) -> Observed:
    return Observed(status, stdout, stderr, 1.0, **left)


SEEN = [
    (OK, observed(0, "working\nok\n")),
    (OK, observed(0, "ok\n", stderr="a warning")),
    (Outcome("raises", "PicklingError"), observed(1, stderr=TRACEBACK)),
    (Outcome("raises"), observed(-6)),
    (Outcome("child", "PicklingError"), observed(0, stderr=TRACEBACK)),
    (Outcome("hangs"), observed(None)),
    (Outcome("hangs", "PicklingError"), observed(None, stderr=TRACEBACK)),
    (Outcome("wrong", "0"), observed(0, "0\n")),
    (Outcome("any"), observed(None)),
    (Outcome("any"), observed(1)),
    (Outcome("any"), observed(0, "lost\n")),
    (Outcome("any", "PicklingError"), observed(0, "ok\n", TRACEBACK)),
]
NOT_SEEN = [
    (OK, observed(0, "ok"), "the last line is not ok"),
    (OK, observed(0, "ok\nmore\n"), "the last line is not ok"),
    (OK, observed(0, "not ok\n"), "the last line is not ok"),
    (OK, observed(3, "ok\n"), "exit status 3"),
    (OK, observed(None, "ok\n"), "still running after 1 s"),
    (OK, observed(0, "ok\n", orphans=("python -c pass",)), "left behind python -c pass"),
    (OK, observed(0, "ok\n", segments=("psm_1",)), "left behind psm_1"),
    (Outcome("raises", "PicklingError"), observed(0, stderr=TRACEBACK), "exit status 0"),
    (Outcome("raises", "PicklingError"), observed(1, "PicklingError"), "nothing printed 'PicklingError'"),
    (Outcome("raises"), observed(None), "still running after 1 s"),
    (Outcome("child", "PicklingError"), observed(1, stderr=TRACEBACK), "exit status 1"),
    (Outcome("child", "PicklingError"), observed(0, "PicklingError"), "nothing printed 'PicklingError'"),
    (Outcome("hangs"), observed(0, "ok\n"), "ended by itself: ok"),
    (Outcome("hangs", "PicklingError"), observed(None), "nothing printed 'PicklingError'"),
    (Outcome("wrong", "0"), observed(0, "0\nok\n"), "the last line is ok"),
    (Outcome("wrong", "0"), observed(0, "1\n", "0"), "nothing printed '0'"),
    (Outcome("wrong", "0"), observed(1, "0\n"), "exit status 1"),
    (Outcome("any"), observed(0, "ok\n"), "nothing went wrong"),
]


@pytest.mark.parametrize(("claim", "what"), SEEN)
def test_claim_seen(claim: Outcome, what: Observed) -> None:
    assert objection(claim, what) == ""


@pytest.mark.parametrize(("claim", "what", "reason"), NOT_SEEN)
def test_claim_not_seen(claim: Outcome, what: Observed, reason: str) -> None:
    assert objection(claim, what) == reason


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        (observed(None), "hangs"),
        (observed(1), "raises"),
        (observed(0, "ok\n"), "ok"),
        (observed(0, "ok\n", TRACEBACK), "child"),
        (observed(0, "", TRACEBACK), "child"),
        (observed(0, "7\n"), "wrong"),
    ],
)
def test_describe(what: Observed, kind: str) -> None:
    assert describe(what) == kind
