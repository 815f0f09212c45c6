"""Finds the rules that the sites have put into a folder."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Dict


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("rules_" + path.stem, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def load_folder(folder: Path) -> Dict[str, ModuleType]:
    return {path.stem: load(path) for path in sorted(folder.glob("*.py"))}
