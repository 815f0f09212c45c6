"""The modules of the model import each other: each may be the first, since a scan loads the rules that it needs alone."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import mpcheck.model

_EACH_FIRST = """
import importlib, sys
for name in sys.argv[1:]:
    for loaded in [one for one in sys.modules if one.startswith("mpcheck")]:
        del sys.modules[loaded]
    try:
        importlib.import_module(name)
    except ImportError as error:
        print(name, error)
"""


def test_each_module_of_the_model_can_be_the_first() -> None:
    names = [f"mpcheck.model.{module.name}" for module in pkgutil.iter_modules(mpcheck.model.__path__)]
    command = [sys.executable, "-c", _EACH_FIRST, *names]
    assert len(names) > 50
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == ""
