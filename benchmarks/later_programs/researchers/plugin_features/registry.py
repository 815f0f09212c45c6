"""Feature extractors are single files that collaborators drop in a folder."""
import importlib.util
import sys
from pathlib import Path


class Registry(dict):
    @classmethod
    def discover(cls, folder):
        registry = cls()
        for path in sorted(Path(folder).glob("*.py")):
            registry.load(path)
        return registry

    def load(self, path):
        spec = importlib.util.spec_from_file_location(path.stem, path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[path.stem] = module
        spec.loader.exec_module(module)
        self[path.stem] = module.extract
        return module
