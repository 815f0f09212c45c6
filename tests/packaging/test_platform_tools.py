"""The scripts that fetch interpreters and make constrained environments, as far as they install nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[2] / "tools" / "platforms"
pytestmark = pytest.mark.skipif(os.name != "posix", reason="they are for POSIX systems")


def run(script: str, *arguments: str) -> str:
    answer = subprocess.run(
        [sys.executable, str(TOOLS / script), *arguments], capture_output=True, text=True, check=True, timeout=60
    )
    return answer.stdout


def test_every_platform_that_the_readme_explains_can_be_had() -> None:
    names = {line.split()[0] for line in run("get-pythons", "--list").splitlines()}
    readme = (TOOLS / "README.md").read_text()
    rows = [line.split("|")[1] for line in readme.splitlines() if line.startswith("| ") and line.count("|") == 6]
    assert names == {name.strip() for row in rows[1:] for name in row.split(",")}


def test_asking_what_is_there_makes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "platforms"
    assert run("get-pythons", str(folder), "--paths") == ""
    assert not folder.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="conditions are made with Linux's means")
def test_conditions_have_names() -> None:
    listed = run("conditions", "--list")
    assert {"no-shm", "nproc-limit", "no-fork"} <= {line.split()[0].partition("=")[0] for line in listed.splitlines()}
