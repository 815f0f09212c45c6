"""For which platforms a project says that it is, in the classifiers of its packaging."""

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
    """The platforms of the classifiers in a file, as it is written; None where it packages nothing."""
    if not os.path.isfile(path):
        return None
    try:
        data = read(path)
    except UncheckableError:
        return None
    if not _PACKAGES.search(data):
        return None
    return frozenset().union(*(_MEANT.get(name, frozenset()) for name in _CLASSIFIER.findall(data)))
