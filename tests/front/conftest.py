from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import hypothesis
import pytest

# Worker processes import the fake rules by name, too: they inherit this path.
sys.path.insert(0, str(Path(__file__).parent))

from fake import FakeAnalysis

from mpcheck.cli import explain, scan
from mpcheck.cli.main import main

# How long an example takes says nothing but how busy the machine is.
hypothesis.settings.register_profile("front", deadline=None)
hypothesis.settings.load_profile("front")


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def mpcheck(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """The command line with the fake rules, run in the empty working directory."""
    monkeypatch.setattr(scan, "Installed", FakeAnalysis)
    monkeypatch.setattr(explain, "Installed", FakeAnalysis)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)

    def run(*words: str) -> Outcome:
        code = main(words)
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return run
