"""Finds filter plugins in a folder: every Python file there is one."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Dict


class PluginHost:
    def __init__(self, folder: Path) -> None:
        self.plugins: Dict[str, ModuleType] = {}
        for path in sorted(folder.glob("*.py")):
            plugin = self._load(path)
            self.plugins[plugin.NAME] = plugin

    def _load(self, path: Path) -> ModuleType:
        name = f"filter_{path.stem}"
        spec = importlib.util.spec_from_file_location(name, path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        return module

    def __getitem__(self, name: str) -> ModuleType:
        return self.plugins[name]
