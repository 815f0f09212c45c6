"""Starts of programs in whose place a test has put something else."""

from __future__ import annotations

from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.patches import Patch, meanings, patched_functions, patches

_SETTING_UP = {"setUp", "setUpClass", "asyncSetUp", "setup_method", "setup_class"}


def is_replaced(module: Module, event: Event) -> bool:
    """Whether the function of an event, or what sets up its class, patches what starts the program."""
    around = [function for site in event.sites if (function := module.function(site)) is not None]
    classes = {function.cls for function in around} - {None}
    return any(
        function in around or (function.name in _SETTING_UP and function.cls in classes)
        for patch in module.once(patches)
        if _replaces(patch, event)
        for function in patched_functions(module, patch)
    )


def _replaces(patch: Patch, event: Event) -> bool:
    return bool(meanings(patch.replaced) & {event.name, event.name.rpartition(".")[0]})
