import importlib.util
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "plugins"


def load(path):
    name = f"effect_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def discover(folder=FOLDER):
    """Effects by name, as plain callables."""
    return {path.stem: load(path).run for path in sorted(folder.glob("*.py"))}
