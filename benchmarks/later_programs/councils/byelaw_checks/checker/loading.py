"""Loads extensions from a folder."""
import importlib.util
import sys


class Extensions:
    def __init__(self):
        self._hooks = {}

    @classmethod
    def found_in(cls, folder):
        found = cls()
        for path in sorted(folder.glob("*.py")):
            found.load(path)
        return found

    def load(self, path):
        name = f"byelaw_{path.stem}"
        spec = importlib.util.spec_from_file_location(name, path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        self._hooks[path.stem] = module.HOOKS

    def __iter__(self):
        return iter(self._hooks.items())
