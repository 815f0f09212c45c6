"""Whether a file is the main program of something that is frozen: made into an executable of its own."""

from __future__ import annotations

import ast
import functools
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mpcheck.model.accesses import reads_in
from mpcheck.model.scopes import Collected
from mpcheck.model.values import Const, External
from mpcheck.targets import PLATFORMS

if TYPE_CHECKING:
    from mpcheck.model.module import Module

_SIGNS = {"sys.frozen", "sys._MEIPASS"}
#: Further up nobody looks for what freezes a program.
_MAX_FOLDERS = 4
_MAX_BYTES = 200_000


def platforms_where_frozen(module: Module) -> frozenset[str]:
    """The platforms for which the program may be frozen and has to say ``freeze_support()`` itself.

    The program asks whether it is frozen, or a description of PyInstaller, cx_Freeze or py2exe names it.  cx_Freeze says
    it in place of the program, but not on Windows, and py2exe is for Windows alone.
    """
    if _asks(module) or _is_described(module.found.file, ".spec"):
        return frozenset(PLATFORMS)
    return frozenset(("windows",) if _is_described(module.found.file, ".py") else ())


def _asks(module: Module) -> bool:
    """Whether the file asks whether it is frozen, or a function of another one that it calls.

    What a module of a package calls tells of the program that the package is part of, which the module is not.
    """
    if _may_ask(module.found) and _any_asks(module, module.found.nodes_of(ast.Attribute, ast.Call)):
        return True
    folder, name = os.path.split(module.found.file)
    if name != "__main__.py" and os.path.isfile(os.path.join(folder, "__init__.py")):
        return False
    foreign = (info for info in module.graph.callers if not module.is_here(info.node))
    return any(
        _any_asks(module, (*reads_in(module, function), *function.calls))
        for function in foreign
        if _may_ask(module.ev.file(function.node))
    )


def _may_ask(file: Collected) -> bool:
    return any(sign.partition(".")[2] in file.text for sign in _SIGNS)


def _any_asks(module: Module, nodes: Iterable[ast.expr]) -> bool:
    return any(_names(module, node) & _SIGNS or _asks_by_name(module, node) for node in nodes)


def _names(module: Module, node: ast.expr) -> set[str]:
    return {one.name for one in module.values(node) if isinstance(one, External)}


def _asks_by_name(module: Module, node: ast.expr) -> bool:
    """``hasattr(sys, "frozen")``, ``getattr(sys, "frozen", False)``."""
    if not isinstance(node, ast.Call) or len(node.args) < 2 or "sys" not in _names(module, node.args[0]):
        return False
    asked = {f"sys.{one.value}" for one in module.values(node.args[1]) if isinstance(one, Const)}
    return bool(asked & _SIGNS) and bool(_names(module, node.func) & {"builtins.hasattr", "builtins.getattr"})


def _is_described(file: str, ending: str) -> bool:
    folder, script = os.path.split(file)
    for _ in range(_MAX_FOLDERS if file else 0):
        if any(name.endswith(ending) and _mentions(text, script) for name, text in _descriptions(folder)):
            return True
        if os.path.exists(os.path.join(folder, ".git")) or os.path.dirname(folder) == folder:
            return False
        folder = os.path.dirname(folder)
    return False


def _mentions(text: str, script: str) -> bool:
    return any(mark + script + quote in text for quote in "'\"" for mark in (quote, "/", "\\"))


@functools.lru_cache(maxsize=256)
def _descriptions(folder: str) -> tuple[tuple[str, str], ...]:
    """The names and texts of the files in a folder that tell how to freeze a program."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return ()
    texts = (
        (name, _read(os.path.join(folder, name))) for name in names if name.endswith(".spec") or name == "setup.py"
    )
    return tuple((name, text) for name, text in texts if any(word in text for word in _words(name)))


def _words(name: str) -> tuple[str, ...]:
    return ("Analysis(",) if name.endswith(".spec") else ("cx_Freeze", "py2exe")


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read(_MAX_BYTES)
    except OSError:
        return ""
