"""From the paths that were named to the files that are scanned."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from mpcheck import ignores
from mpcheck.findings import ScanError
from mpcheck.ignores import Patterns
from mpcheck.settings import Settings
from mpcheck.source import show

_SUFFIXES = (".py", ".pyw", ".ipynb")
#: Never the user's own source.
# fmt: off
_SKIPPED_FOLDERS = frozenset({
    "__pycache__", "__pypackages__", "node_modules", "site-packages", ".bzr", ".direnv", ".eggs", ".git", ".hg",
    ".hypothesis", ".ipynb_checkpoints", ".mypy_cache", ".nox", ".pants.d", ".pyenv", ".pytest_cache", ".pytype",
    ".ruff_cache", ".svn", ".tox", ".venv",
})
# fmt: on
#: What builds leave behind, unless it is a package of that name.
_BUILD_FOLDERS = frozenset({"_build", "buck-out", "build", "dist", "venv"})
#: A folder that holds one of these is an environment, whatever its name.
_ENVIRONMENT_MARKS = ("pyvenv.cfg", "conda-meta")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to scan; ``shown`` is its path in reports, ``named`` whether the user asked for this very file."""

    path: str
    shown: str
    named: bool


def discover(paths: Iterable[str], settings_of: Callable[[str], Settings]) -> tuple[list[Candidate], list[ScanError]]:
    """The files to scan, each once and in the order of the paths shown, and what could not be looked at.

    A named file is always taken.  Folders are walked for Python files without following links to
    folders; what .gitignore files and the settings leave out, environments and build folders are skipped.
    """
    found: dict[str, Candidate] = {}
    errors: list[ScanError] = []
    for path in paths:
        shown, absolute = show(path), os.path.abspath(path)
        try:
            mode = os.stat(path).st_mode
        except OSError as error:
            missing = isinstance(error, (FileNotFoundError, NotADirectoryError))
            reason = "no such file or folder" if missing else f"cannot be read: {error.strerror}"
            errors.append(ScanError(shown, None, reason, "MP006" if missing else "MP003"))
            continue
        except ValueError as error:
            errors.append(ScanError(shown, None, f"no such file or folder: {error}", "MP006"))
            continue
        if not stat.S_ISDIR(mode):
            found[absolute] = Candidate(absolute, shown, named=True)
            continue
        for file in _walk(absolute, settings_of, errors):
            found.setdefault(file, Candidate(file, show(_as_given(path, absolute, file)), named=False))
    return sorted(found.values(), key=lambda candidate: candidate.shown), errors


def _as_given(path: str, absolute: str, file: str) -> str:
    return os.path.join(path, file[len(os.path.join(absolute, "")) :])


def _walk(root: str, settings_of: Callable[[str], Settings], errors: list[ScanError]) -> Iterator[str]:
    above = ignores.gitignores_above(root)
    if ignores.is_left_out(root, above, folder=True):
        above = ()  # naming an ignored folder is asking for it
    overruled = _exclusions(settings_of(root))
    if not ignores.is_left_out(root, overruled, folder=True):
        overruled = ()
    pending: list[tuple[str, tuple[Patterns, ...]]] = [(root, above)]
    while pending:
        folder, layers = pending.pop()
        if (own := ignores.gitignore_in(folder)) is not None:
            layers = (*layers, own)
        excluded = _exclusions(settings_of(folder))
        if excluded == overruled:
            excluded = ()
        for entry in _entries(folder, errors):
            is_folder = entry.is_dir(follow_symlinks=False)
            if not (is_folder and not _is_skipped(entry)) and not _is_python_file(entry):
                continue
            if any(ignores.is_left_out(entry.path, by, folder=is_folder) for by in (layers, excluded)):
                continue
            if is_folder:
                pending.append((entry.path, layers))
            else:
                yield entry.path


def _exclusions(settings: Settings) -> tuple[Patterns, ...]:
    return (ignores.patterns(settings.root, settings.exclude),) if settings.exclude else ()


def _entries(folder: str, errors: list[ScanError]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except FileNotFoundError:
        return []  # gone since its parent was listed
    except OSError as error:
        errors.append(ScanError(show(folder), None, f"cannot be read: {error.strerror}", "MP003"))
        return []


def _is_python_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.name.endswith(_SUFFIXES) and entry.is_file()  # a link to a file counts as one
    except OSError:  # a link to itself
        return False


def _is_skipped(folder: os.DirEntry[str]) -> bool:
    if folder.name in _SKIPPED_FOLDERS:
        return True
    if folder.name in _BUILD_FOLDERS and not os.path.exists(os.path.join(folder.path, "__init__.py")):
        return True
    return any(os.path.exists(os.path.join(folder.path, mark)) for mark in _ENVIRONMENT_MARKS)
