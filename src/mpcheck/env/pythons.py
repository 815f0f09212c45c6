"""Find the Pythons of this machine: by path, by version, or all of them."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from mpcheck.errors import UsageError

_VERSION = re.compile(r"(python|pypy)?(\d+(?:\.\d+)*)?(t|d)?")
_PROGRAM = re.compile(r"(python|pypy)3\.\d+t?(\.exe)?", re.IGNORECASE)
_IN_ENVIRONMENT = ("bin/python", "bin/python3", "bin/pypy3", "Scripts/python.exe", "python.exe")


def python_named(word: str) -> str:
    """The path of the Python that a word names, or the word itself where none is found.

    The word is a path, a virtual environment's or an installation's folder, a command, or a version such as 3.12,
    3.13t or pypy3.11, looked for on PATH and among pyenv's and uv's.
    """
    path = Path(word)
    if path.is_dir():
        return _in_environment(path) or word
    if os.path.dirname(word):
        return word
    return _which(word) or next(_of_version(word), word)


def all_pythons() -> list[str]:
    """Every Python found, this one first, each installation once.  Virtual environments are none of their own."""
    here = [sys.executable] if sys.executable else []
    found: dict[str, str] = {}
    for program in [*here, *_on_path(), *_installed("*")]:
        found.setdefault(os.path.realpath(program), program)
    return list(found.values())


def pyodide(word: str) -> str:
    """The command that runs a program in Pyodide.  Raises UsageError where there is none.

    ``word``: that command, or a folder with one of the name `python` in it.
    """
    path = Path(word)
    if path.is_dir() and os.access(path / "python", os.X_OK):
        return str(path / "python")
    if path.is_file() and os.access(path, os.X_OK):
        return word
    cure = "name a command that runs a program in Pyodide under node, such as tools/platforms/get-pythons makes"
    raise UsageError("there is no command that runs Pyodide", cure=cure, path=word)


def _which(command: str) -> str | None:
    """The program of this name on PATH, unless it is one of pyenv's shims, which start whatever is chosen, or nothing."""
    folders = [folder for folder in os.get_exec_path() if not _has_shims(folder)]
    return shutil.which(command, path=os.pathsep.join(folders))


def _has_shims(folder: str) -> bool:
    return "shims" in Path(folder).parts


def _in_environment(folder: Path) -> str | None:
    return next((str(folder / name) for name in _IN_ENVIRONMENT if (folder / name).is_file()), None)


def _of_version(word: str) -> Iterator[str]:
    """The Pythons of a version, those on PATH before those of a version manager, the newest of these first."""
    parts = _VERSION.fullmatch(word)
    if parts is None:
        return
    family, version, build = parts[1] or "python", parts[2] or "", parts[3] or ""
    on_path = _which(f"{family}{version}{build}")
    if on_path:
        yield on_path
    prefix = "pypy" if family == "pypy" else ""
    for pattern in ("", ".*[0-9]", "-*[0-9]"):  # 3.12.1 itself, any of 3.12, pypy3.11-7.3.19
        yield from _installed(f"{prefix}{version}{pattern}{build}")


def _installed(pattern: str) -> Iterator[str]:
    """The Pythons of pyenv (whose folders are called 3.12.1) and of uv (cpython-3.12.1-linux-x86_64-gnu)."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    uv = Path(os.environ.get("UV_PYTHON_INSTALL_DIR") or Path(data) / "uv" / "python")
    for folder in [*_newest_first(pyenv.glob(pattern)), *_newest_first(uv.glob(f"cpython-{pattern}-*"))]:
        program = _in_environment(folder)
        if program and not _is_too_old(folder.name):
            yield program


def _is_too_old(name: str) -> bool:
    """Whether a name says that the Python is older than 3.8, which no probe knows."""
    return re.match(r"\D*(2\.|3\.[0-7](\D|$))", name) is not None


def _newest_first(folders: Iterable[Path]) -> list[Path]:
    return sorted(folders, key=lambda folder: [int(part) for part in re.findall(r"\d+", folder.name)], reverse=True)


def _on_path() -> Iterator[str]:
    for folder in dict.fromkeys(os.get_exec_path()):
        if _has_shims(folder):
            continue
        try:
            names = sorted(os.listdir(folder or os.curdir))
        except OSError:
            continue
        for name in names:
            path = os.path.join(folder or os.curdir, name)
            if _PROGRAM.fullmatch(name) and not _is_too_old(name) and os.access(path, os.X_OK):
                yield path
