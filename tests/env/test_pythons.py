"""Pythons by path, by version, by virtual environment; all of them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from mpcheck.env.pythons import all_pythons, pyodide, python_named
from mpcheck.errors import UsageError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="programs without a suffix")


def program(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with nothing on PATH but its own bin, and no version manager but its own."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    monkeypatch.setenv("UV_PYTHON_INSTALL_DIR", str(tmp_path / "uv"))
    return tmp_path


def test_path_and_command(machine: Path) -> None:
    there, on_path = program(machine / "opt" / "py"), program(machine / "bin" / "my-python")
    assert (python_named(there), python_named("my-python")) == (there, on_path)
    assert python_named("/no/such/python") == "/no/such/python"
    assert python_named("no-such-python") == "no-such-python"


def test_virtual_environment(machine: Path) -> None:
    there = program(machine / "project" / ".venv" / "bin" / "python")
    assert python_named(str(machine / "project" / ".venv")) == there
    assert python_named(str(machine)) == str(machine)


def test_version(machine: Path) -> None:
    on_path = program(machine / "bin" / "python3.12")
    older, newer = (program(machine / "pyenv" / "versions" / name / "bin" / "python") for name in ("3.9.2", "3.9.18"))
    free = program(machine / "pyenv" / "versions" / "3.13.1t" / "bin" / "python")
    pypy = program(machine / "pyenv" / "versions" / "pypy3.11-7.3.19" / "bin" / "pypy3")
    uv = program(machine / "uv" / "cpython-3.14.2-linux-x86_64-gnu" / "bin" / "python3")
    assert python_named("3.12") == python_named("python3.12") == on_path
    assert (python_named("3.9"), python_named("3.9.2")) == (newer, older)
    assert python_named("3.13t") == free
    assert python_named("3.13") == "3.13"
    assert python_named("3.14") == python_named("3.14.2") == uv
    assert pypy in all_pythons()


def test_all_are_found_once(machine: Path) -> None:
    on_path = program(machine / "bin" / "python3.12")
    os.symlink(on_path, machine / "bin" / "python3.13")
    program(machine / "bin" / "python3.12-config")
    for old in ("2.7.18", "3.7.16", "pypy3.7-7.3.9"):
        program(machine / "pyenv" / "versions" / old / "bin" / "python")
    program(machine / "bin" / "python3.6")
    in_pyenv = program(machine / "pyenv" / "versions" / "3.8.18" / "bin" / "python")
    assert all_pythons() == [sys.executable, on_path, in_pyenv]


def test_pyodide(machine: Path) -> None:
    there = program(machine / "pyodide" / "python")
    assert pyodide(there) == pyodide(str(machine / "pyodide")) == there
    with pytest.raises(UsageError, match="no command that runs Pyodide"):
        pyodide(str(machine / "none"))
