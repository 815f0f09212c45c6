"""What ended processes left in /dev/shm: found, shown, and removed only when that is agreed to."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mpcheck.env import cleaning
from mpcheck.env.cleaning import clean
from mpcheck.errors import MpcheckError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/dev/shm is Linux's")
SHM = Path("/dev/shm")
HOUR_AGO = time.time() - 3600


def left_behind(folder: Path, name: str) -> dict[str, Any]:
    (folder / name).write_text("x")
    return {"name": name, "bytes": 4096, "age_seconds": 7200}


def never(question: str) -> bool:
    raise AssertionError(question)


def test_nothing_to_remove(tmp_path: Path) -> None:
    assert list(clean(never, tmp_path, lambda: {"orphans": []})) == ["Nothing is left behind in /dev/shm."]


def test_shown_and_removed(tmp_path: Path) -> None:
    found = [left_behind(tmp_path, "psm_1"), left_behind(tmp_path, "sem.mp-\x1b2")]
    lines = list(clean(lambda question: question == "Remove these 2?", tmp_path, lambda: {"orphans": found}))
    assert [line.split()[0] for line in lines] == ["psm_1", "sem.mp-\\x1b2", "Removed"]
    assert lines[-1] == "Removed 2."
    assert not list(tmp_path.iterdir())


def test_no_agreement_no_removal(tmp_path: Path) -> None:
    found = [left_behind(tmp_path, "psm_1")]
    facts = {"orphans": found, "asked_every_process": False}
    lines = list(clean(lambda _: False, tmp_path, lambda: facts))
    assert lines[1:] == ["Some processes of this user would not say what they use.", "Nothing is removed."]
    assert (tmp_path / "psm_1").exists()


def test_what_is_in_use_by_now_stays(tmp_path: Path) -> None:
    found = [left_behind(tmp_path, "psm_1"), left_behind(tmp_path, "psm_2")]
    answers = iter([{"orphans": found}, {"orphans": found[1:]}])
    assert list(clean(lambda _: True, tmp_path, lambda: next(answers)))[-1] == "Removed 1."
    assert [path.name for path in tmp_path.iterdir()] == ["psm_1"]


def test_failure_to_remove_is_told_and_the_rest_is_removed(tmp_path: Path) -> None:
    (tmp_path / "psm_1").mkdir()
    found = [{"name": "psm_1", "bytes": 0, "age_seconds": 1}, left_behind(tmp_path, "psm_2")]
    with pytest.raises(MpcheckError, match="psm_1"):
        list(clean(lambda _: True, tmp_path, lambda: {"orphans": found}))
    assert not (tmp_path / "psm_2").exists()


@pytest.fixture
def segments() -> Iterator[dict[str, Path]]:
    """Files in the real /dev/shm, an hour old: left behind, open, of another program's name; and a new one."""
    names = {kind: SHM / f"psm_mpchecktest{kind}{os.getpid()}" for kind in ("left", "open", "new")}
    names["foreign"] = SHM / f"mpchecktest{os.getpid()}"
    for kind, path in names.items():
        path.write_bytes(b"x")
        if kind != "new":
            os.utime(path, (HOUR_AGO, HOUR_AGO))
    with names["open"].open("rb"):
        yield names
    for path in names.values():
        path.unlink(missing_ok=True)


def test_orphans_are_those_that_no_process_uses(segments: dict[str, Path]) -> None:
    found = {one["name"]: one for one in cleaning.orphans()["orphans"]}
    assert segments["left"].name in found
    assert not {path.name for kind, path in segments.items() if kind != "left"} & set(found)
    assert found[segments["left"].name]["age_seconds"] >= 3600
