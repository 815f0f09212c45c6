"""The hook that other projects name in their .pre-commit-config.yaml."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())


def test_there_is_one_hook_with_all_that_pre_commit_requires() -> None:
    (hook,) = HOOKS
    assert hook["id"] == "mpcheck"
    assert hook["language"] == "python"
    assert hook["types"] == ["python"]
    assert {"name", "description", "entry"} <= hook.keys()


@pytest.mark.parametrize(("example", "status"), [("broken/greeting.py", 1), ("fixed/greeting.py", 0)])
def test_its_entry_checks_the_files_that_are_passed(example: str, status: int) -> None:
    command = [sys.executable, "-m", *HOOKS[0]["entry"].split(), str(ROOT / "examples" / example)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert answer.returncode == status, answer.stderr
    assert ("MP101" in answer.stdout) == bool(status)
