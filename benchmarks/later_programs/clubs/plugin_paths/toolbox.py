"""Plug-ins are files with a function apply(); a Tool is where one is, and how it is called."""
import importlib.util
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=None)
def load(path):
    spec = importlib.util.spec_from_file_location(f"tool_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass(frozen=True)
class Tool:
    """Sent to a worker, it is a path and a title; the module is loaded where it is called."""

    path: Path
    title: str

    def __call__(self, text):
        return load(self.path).apply(text)


def discover(folder):
    return [Tool(path, getattr(load(path), "TITLE", path.stem)) for path in sorted(folder.glob("*.py"))]
