"""Finds the checks of an installation: every check_*.py beside the program."""
import importlib.util
import pathlib
import sys


def discover(folder):
    for path in sorted(pathlib.Path(folder).glob("check_*.py")):
        yield path.stem[len("check_"):], load(path)


def load(path):
    name = "site_checks_" + path.stem
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
