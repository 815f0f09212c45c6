"""What must not leave the machine does not; the rest stays as it is."""

from __future__ import annotations

import os

import pytest

from mpcheck.env.judge import Row
from mpcheck.env.redaction import Redactor, of_this_machine, redacted
from mpcheck.env.survey import Interpreter

ALICE = Redactor(["/home/alice"], ["alice", "root"], ["thinkpad.example.org", "thinkpad"], ["hunter2hunter2"])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("/home/alice/.venv/bin/python", "~/.venv/bin/python"),
        ("/home/alice", "~"),
        ("/home/alice2/x", "/home/alice2/x"),
        ("/tmp/pytest-of-alice/a", "/tmp/pytest-of-<user>/a"),
        ("malice, alicea", "malice, alicea"),
        ("/root and the root user", "/root and the root user"),
        ("connect to thinkpad.example.org or Thinkpad:80", "connect to <host> or <host>:80"),
        ("password is hunter2hunter2!", "password is <secret>!"),
        ("https://bob:s3cret@example.org/x", "https://<secret>@example.org/x"),
        ("token ghp_abcdefghijklmnopqrstuvwxyz0123456789", "token <secret>"),
        ("AKIAIOSFODNN7EXAMPLE", "<secret>"),
        ("Authorization: Bearer abcdefgh12345", "Authorization: Bearer <secret>"),
        ("eyJhbGciOi.eyJzdWIi.SflKxwRJ", "<secret>"),
        ("[Errno 2] No such file: '/dev/shm'", "[Errno 2] No such file: '/dev/shm'"),
        ("AF_UNIX path too long", "AF_UNIX path too long"),
    ],
)
def test_text(text: str, shown: str) -> None:
    assert ALICE.text(text) == shown


def test_every_word_of_a_report_is_covered() -> None:
    text = "/home/alice/x"
    facts = {"folders": [text, {"deep": text}], "count": 3, "none": None}
    one = Interpreter(text, "3.11.7", "cpython", "linux", (Row("lock", None, "broken", text, text, text, facts),))
    (found,) = redacted([one], ALICE)
    assert "alice" not in repr(found)
    assert found.probes[0].facts == {"folders": ["~/x", {"deep": "~/x"}], "count": 3, "none": None}
    assert (found.version, found.probes[0].id) == ("3.11.7", "lock")


def test_this_machine_is_known() -> None:
    redactor = of_this_machine({"USER": "zaphod", "MY_API_KEY": "abc-123-def-456", "SHORT_TOKEN": "abc"})
    assert redactor.text("zaphod abc-123-def-456 abc") == "<user> <secret> abc"
    assert redactor.text(os.path.join(os.path.expanduser("~"), "x")) == os.path.join("~", "x")


def test_nothing_to_hide_changes_nothing() -> None:
    assert Redactor(["/"], [""], [""], []).text("/tmp/x") == "/tmp/x"
