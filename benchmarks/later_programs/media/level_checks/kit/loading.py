"""Finds check files and gives their cases."""
import contextlib
import importlib
import sys
import unittest


@contextlib.contextmanager
def rooted_at(folder):
    """Imports inside the block look into the folder first."""
    entry = str(folder)
    sys.path.insert(0, entry)
    try:
        yield
    finally:
        sys.path.remove(entry)


def modules_of(folder):
    with rooted_at(folder):
        for path in sorted(folder.glob("test_*.py")):
            yield importlib.import_module(path.stem)


def collect(folder):
    load = unittest.defaultTestLoader.loadTestsFromModule
    return [load(module) for module in list(modules_of(folder))]
