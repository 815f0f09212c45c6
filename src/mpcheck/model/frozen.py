"""Whether a file is the main program of something that is frozen: made into an executable of its own."""

from __future__ import annotations

import ast
import functools
import os
from typing import TYPE_CHECKING

from mpcheck.model.values import Const, External

if TYPE_CHECKING:
    from mpcheck.model.module import Module

_SIGNS = {"sys.frozen", "sys._MEIPASS"}
#: Further up nobody looks for what freezes a program.
_MAX_FOLDERS = 4
_MAX_BYTES = 200_000


def is_frozen(module: Module) -> bool:
    """Whether the file asks if it is frozen, or a description of PyInstaller, cx_Freeze or py2exe names it."""
    return _asks(module) or (bool(module.found.file) and _is_described(module.found.file))


def _asks(module: Module) -> bool:
    if not any(sign.partition(".")[2] in module.text for sign in _SIGNS):
        return False
    return any(
        _names(module, node) & _SIGNS or _asks_by_name(module, node)
        for node in module.found.nodes
        if isinstance(node, (ast.Attribute, ast.Call))
    )


def _names(module: Module, node: ast.expr) -> set[str]:
    return {one.name for one in module.values(node) if isinstance(one, External)}


def _asks_by_name(module: Module, node: ast.expr) -> bool:
    """``hasattr(sys, "frozen")``, ``getattr(sys, "frozen", False)``."""
    if not isinstance(node, ast.Call) or len(node.args) < 2 or "sys" not in _names(module, node.args[0]):
        return False
    asked = {f"sys.{one.value}" for one in module.values(node.args[1]) if isinstance(one, Const)}
    return bool(asked & _SIGNS) and bool(_names(module, node.func) & {"builtins.hasattr", "builtins.getattr"})


def _is_described(file: str) -> bool:
    folder, script = os.path.split(file)
    for _ in range(_MAX_FOLDERS):
        if any(_mentions(text, script) for text in _descriptions(folder)):
            return True
        if os.path.exists(os.path.join(folder, ".git")) or os.path.dirname(folder) == folder:
            return False
        folder = os.path.dirname(folder)
    return False


def _mentions(text: str, script: str) -> bool:
    return any(mark + script + quote in text for quote in "'\"" for mark in (quote, "/", "\\"))


@functools.lru_cache(maxsize=256)
def _descriptions(folder: str) -> tuple[str, ...]:
    """The texts in a folder that tell how to freeze a program."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return ()
    texts = (
        (name, _read(os.path.join(folder, name))) for name in names if name.endswith(".spec") or name == "setup.py"
    )
    wanted = ((text, ("Analysis(",) if name.endswith(".spec") else ("cx_Freeze", "py2exe")) for name, text in texts)
    return tuple(text for text, words in wanted if any(word in text for word in words))


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read(_MAX_BYTES)
    except OSError:
        return ""
