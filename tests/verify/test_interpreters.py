"""Finding the Pythons of this machine."""

from __future__ import annotations

import multiprocessing
import platform
import sys
from pathlib import Path

import pytest

from verification import interpreters


def test_the_running_python_describes_itself() -> None:
    python = interpreters.ask(sys.executable)
    assert python is not None
    assert str(python.version) == platform.python_version().rstrip("+")
    assert set(python.methods) == set(multiprocessing.get_all_start_methods())
    assert python.default_method in python.methods


@pytest.mark.parametrize("program", ["/no/such/python", "true", "false", ""])
def test_what_is_no_python_is_none(program: str) -> None:
    assert interpreters.ask(program) is None


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a shell script")
def test_a_program_that_answers_nonsense_is_none(tmp_path: Path) -> None:
    script = tmp_path / "python"
    script.write_text("#!/bin/sh\necho hello\n")
    script.chmod(0o755)
    assert interpreters.ask(str(script)) is None


@pytest.fixture
def only_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No further platforms: they are many and slow to ask."""
    monkeypatch.setenv("MPCHECK_PLATFORMS", str(tmp_path))


@pytest.mark.usefixtures("only_paths")
def test_find_names_each_build_once_and_knows_the_running_one() -> None:
    found = interpreters.find()
    names = [python.name for python in found]
    assert len(set(names)) == len(names)
    assert sys.executable in {python.command for python in found}


@pytest.mark.usefixtures("only_paths")
def test_find_keeps_those_that_are_named() -> None:
    name = "{}.{}".format(*sys.version_info)
    assert [python.name for python in interpreters.find(frozenset({name}))] == [name]
