"""Programs whose threads gevent or eventlet has replaced by green ones."""

from __future__ import annotations

import ast

from mpcheck.model.elsewhere import calls_reached
from mpcheck.model.module import Module

_PATCHES = ("gevent.monkey.patch_all", "eventlet.monkey_patch", "eventlet.patcher.monkey_patch")
#: What gives the threads of the system all the same.
_ORIGINALS = ("gevent.monkey.get_original", "eventlet.patcher.original")


def replacements(module: Module) -> list[ast.Call]:
    """The calls that replace everything, and leave nothing out."""
    return [call for call in calls_reached(module, _PATCHES) if _replaces_threads(module, call)]


def are_all_green(module: Module) -> bool:
    """Whether every thread of a file is a green one, of which the child of a fork has a copy that runs on."""
    at_top = any(isinstance(module.parent(module.statement(call)), ast.Module) for call in replacements(module))
    return at_top and not any(True for _ in module.calls_of(*_ORIGINALS))


def _replaces_threads(module: Module, call: ast.Call) -> bool:
    """Whether the call is made, and nothing is left out."""
    return bool(module.graph.place_of(call)) and not call.args and not call.keywords
