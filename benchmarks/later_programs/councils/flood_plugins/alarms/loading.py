"""Loads alarms from files."""
import importlib.util
import sys
from functools import cached_property


class Alarm:
    """The file of an alarm, loaded when it is first asked for its hooks."""

    def __init__(self, path):
        self.path = path

    @property
    def name(self):
        return self.path.stem

    @cached_property
    def hooks(self):
        spec = importlib.util.spec_from_file_location(f"alarm_{self.name}", self.path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        return module.HOOKS

    def __getstate__(self):
        return {"path": self.path}
