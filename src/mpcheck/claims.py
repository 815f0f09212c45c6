"""For which platforms a project says that it is, in the words of its packaging."""

from __future__ import annotations

import os
import re

from mpcheck.source import UncheckableError, read
from mpcheck.targets import PLATFORMS

_FILES = ("pyproject.toml", "setup.cfg", "setup.py")
_CLASSIFIER = re.compile(rb"Operating System :: ([A-Za-z]+(?: [A-Za-z]+)*(?: :: Linux)?)")
#: What makes a file one of packaging, not only of settings for tools.
_PACKAGES = re.compile(rb"^\[(?:project|build-system|tool\.poetry|metadata)\]|\bsetup\(", re.MULTILINE)
_MEANT = {
    b"OS Independent": frozenset(PLATFORMS),
    b"Microsoft": frozenset({"windows"}),
    b"MacOS": frozenset({"macos"}),
    b"POSIX": frozenset({"linux", "macos"}),
    b"POSIX :: Linux": frozenset({"linux"}),
    b"Unix": frozenset({"linux", "macos"}),
}
#: The keyword of ``setup()`` that classifiers have replaced, and how its words begin.
_KEYWORD = re.compile(rb"^\s*platforms\s*=\s*(\[[^\]]*\]|[^\n]*)", re.MULTILINE)
_SAID = (
    (re.compile(rb"\bany\b|\ball\b", re.IGNORECASE), frozenset(PLATFORMS)),
    (re.compile(rb"\bwin", re.IGNORECASE), frozenset({"windows"})),
    (re.compile(rb"\b(?:mac|darwin|osx)", re.IGNORECASE), frozenset({"macos"})),
    (re.compile(rb"\blinux", re.IGNORECASE), frozenset({"linux"})),
    (re.compile(rb"\b(?:posix|unix)", re.IGNORECASE), frozenset({"linux", "macos"})),
)
_COMMENT = re.compile(rb"^[ \t]*#.*$", re.MULTILINE)


class Claims:
    """What the projects around folders say, each file read once."""

    def __init__(self) -> None:
        self._known: dict[str, frozenset[str] | None] = {}

    def of_folder(self, folder: str) -> frozenset[str] | None:
        """What the nearest project above or in a folder says: None where it says nothing, no platform where there is none."""
        if folder not in self._known:
            found = [_classified(os.path.join(folder, name)) for name in _FILES]
            said = [one for one in found if one is not None]
            above = os.path.dirname(folder)
            if said:
                self._known[folder] = frozenset().union(*said) or None
            else:
                self._known[folder] = frozenset() if above == folder else self.of_folder(above)
        return self._known[folder]


def _classified(path: str) -> frozenset[str] | None:
    """The platforms that the classifiers in a file name, else the keyword for them; None where it packages nothing."""
    if not os.path.isfile(path):
        return None
    try:
        data = read(path)
    except UncheckableError:
        return None
    if not _PACKAGES.search(data):
        return None
    data = _COMMENT.sub(b"", data)
    said = frozenset[str]().union(*(_MEANT.get(name, frozenset()) for name in _CLASSIFIER.findall(data)))
    written = b" ".join(_KEYWORD.findall(data)) if os.path.basename(path).startswith("setup.") else b""
    return said or frozenset().union(*(platforms for word, platforms in _SAID if word.search(written)))
