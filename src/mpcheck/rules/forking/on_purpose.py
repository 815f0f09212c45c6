"""Forks that are made to see what comes of them."""

from __future__ import annotations

from pathlib import PurePath

from mpcheck.model.module import Module
from mpcheck.rules.platforms.guards import is_test
from mpcheck.source import TEST_FOLDERS

#: A file of tests lies no deeper in a folder for tests.
_MOST_FOLDERS = 3


def is_test_of_forking(module: Module) -> bool:
    """Whether a file is a test, or a script beside tests, and named for forks: what goes wrong there is what it looks for."""
    path = PurePath(module.found.file or module.path)
    among_tests = TEST_FOLDERS.intersection(path.parts[-1 - _MOST_FOLDERS : -1])
    return "fork" in path.stem.lower() and (bool(among_tests) or is_test(module))
