"""Modules of tests that pytest loads by their path, and under which name: what a child process would have to import."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.source import UncheckableError, is_named_for_tests, read

#: Where pytest looks for its settings, in this order, and the section that makes a file one of them.
_SETTINGS = {
    "pytest.ini": rb"",
    ".pytest.ini": rb"",
    "pyproject.toml": rb"^\[tool\.pytest(\.ini_options)?\]",
    "tox.ini": rb"^\[pytest\]",
    "setup.cfg": rb"^\[tool:pytest\]",
}
_IMPORTLIB = re.compile(rb"^[^#;\n]*--import-mode[\s=\"',]+importlib\b", re.MULTILINE)
#: A setting with the lines after it, up to the next setting or section.
_SETTING = rb"^[ \t]*%s[ \t]*=((?:.*\n?)(?:^(?![ \t]*[\w-]+[ \t]*=|\[\w).*\n?)*)"
_PACKAGING = ("setup.py", "setup.cfg", "pyproject.toml")


@dataclass(frozen=True, slots=True)
class LoadedByPath:
    """A module of tests as pytest loads it in the mode ``importlib``: under ``name``.

    ``may_be_installed``: the folder may be one from which a package is installed, so that children do find the name.
    """

    name: str
    may_be_installed: bool


def loaded_by_path(path: str) -> LoadedByPath | None:
    """How pytest loads a file, if only its own process finds that module under its name; None for any other file."""
    if not is_named_for_tests(path):
        return None
    root, text = _settings_above(os.path.dirname(path))
    if not _IMPORTLIB.search(text) or "." in _paths(text, b"pythonpath") or not _is_collected(path, root, text):
        return None
    if _is_in_package(path, root):
        return None
    if any(b"sys.path" in _content(os.path.join(folder, "conftest.py")) for folder in _folders(path, root)):
        return None
    name = os.path.splitext(os.path.relpath(path, root))[0].replace(os.sep, ".")
    is_packaged = any(os.path.isfile(os.path.join(root, one)) for one in _PACKAGING)
    return LoadedByPath(name, is_packaged and not os.path.isdir(os.path.join(root, "src")))


def _settings_above(folder: str) -> tuple[str, bytes]:
    """The nearest folder with settings of pytest, and what their file says; nothing where there are none."""
    while True:
        for name, section in _SETTINGS.items():
            path = os.path.join(folder, name)
            text = _content(path)
            if re.search(section, text, re.MULTILINE) and os.path.isfile(path):
                return folder, text
        above = os.path.dirname(folder)
        if above == folder:
            return folder, b""
        folder = above


def _content(path: str) -> bytes:
    if not os.path.isfile(path):
        return b""
    try:
        return read(path)
    except UncheckableError:
        return b""


def _paths(text: bytes, setting: bytes) -> set[str]:
    """The folders that a setting lists, relative to that of the settings."""
    found = re.search(_SETTING % setting, text, re.MULTILINE)
    words = re.findall(rb"[^\s\"',\[\]]+", found[1]) if found is not None else []
    return {os.path.normpath(word.decode(errors="replace")) for word in words}


def _is_collected(path: str, root: str, text: bytes) -> bool:
    """Whether a file is in one of the folders where pytest looks for tests, if the settings say which these are."""
    places = _paths(text, b"testpaths")
    return not places or any(os.path.relpath(folder, root) in places for folder in (path, *_folders(path, root)))


def _folders(path: str, root: str) -> Iterator[str]:
    """The folders from that of a file up to the one of the settings."""
    folder = os.path.dirname(path)
    yield folder
    while folder not in (root, os.path.dirname(folder)):
        folder = os.path.dirname(folder)
        yield folder


def _is_in_package(path: str, root: str) -> bool:
    """Whether a file belongs to a package that is more than tests, which may be installed."""
    packages = [one for one in _folders(path, root) if os.path.isfile(os.path.join(one, "__init__.py"))]
    return any(not os.path.basename(one).lower().startswith("test") for one in packages if one != root)
