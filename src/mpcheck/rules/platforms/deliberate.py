"""Signs that a file which asks for names of POSIX is written for systems that have them."""

from __future__ import annotations

import ast
import functools
import os
import re
from collections.abc import Iterable

from mpcheck.model.module import Module
from mpcheck.model.scopes import FunctionInfo
from mpcheck.rules.platforms.commands import STARTING, STARTING_ASYNC, starts
from mpcheck.rules.platforms.guards import is_doubtful
from mpcheck.source import UncheckableError, package_files, read
from mpcheck.targets import Target

OF_USERS = re.compile(r"os\.[gs]et(e|re|res)?[ug]id")
#: Whoever uses one of these, or this many signals, writes for systems that have them.
_DELIBERATE = {
    *("os.fork", "os.setuid", "os.setgid", "os.initgroups", "os.wait3", "os.wait4", "os.unshare", "os.setns"),
    *("os.WNOHANG", "os.WIFEXITED", "signal.SIGCHLD", "signal.pthread_sigmask", "signal.siginterrupt"),
}
_MANY_SIGNALS = 4
_ARMS = {"signal.alarm", "signal.setitimer"}
#: How tests of the platform name Windows, whose name in small letters stands for much else, and what only Windows has.
_OF_WINDOWS = re.compile(
    rb"""["'](?:win(?:32)?|nt|Windows|cygwin)["']|platform\.system\(.*["']windows["']"""
    rb"""|\bimport[ \t]+(?:msvcrt|winreg)\b|\bctypes\.(?:windll|WinDLL)\b""",
    re.DOTALL,
)
#: Commands that POSIX systems have for those who rule them.
_FOR_ROOT = re.compile(r"""["'](sudo|dmesg)["']""")


def is_deliberate(module: Module, node: ast.AST, names: set[str], targets: Iterable[Target]) -> bool:
    """Whether the file, which asks for these names, seems to be written for systems that have that of the node."""
    signals = {name for name in names if name.startswith("signal.SIG")}
    if names & _DELIBERATE or len(signals) >= _MANY_SIGNALS:
        return True
    return _asks_for_fork(module, node) or is_doubtful(module, node, targets) or _is_of_silent_package(module)


def _is_of_silent_package(module: Module) -> bool:
    """Whether a package comes without a project that says what it is for, and no file of it speaks of Windows."""
    files = package_files(os.path.dirname(module.found.file)) if module.claimed.platforms == frozenset() else ()
    return bool(files) and not _speaks_of_windows(os.path.dirname(files[-1]))


@functools.cache
def _speaks_of_windows(folder: str) -> bool:
    """Whether a Python file in a folder, or below it, has something for Windows."""
    paths = (os.path.join(root, name) for root, _, names in os.walk(folder) for name in names if name.endswith(".py"))
    return any(_OF_WINDOWS.search(_content(path)) for path in paths)


def _content(path: str) -> bytes:
    try:
        return read(path)
    except UncheckableError:
        return b""


def _asks_for_fork(module: Module, node: ast.AST) -> bool:
    """Whether the outermost class or function around a node names a start method that Windows lacks."""
    around = [outer for outer in module.ancestors(node) if isinstance(outer, (ast.FunctionDef, ast.ClassDef))]
    nodes = ast.walk(around[-1]) if around else ()
    return any(isinstance(one, ast.Constant) and one.value in ("fork", "forkserver") for one in nodes)


def is_script_for_posix(module: Module, mentioned: list[tuple[ast.AST, str]]) -> bool:
    """Whether a file sets a timer where it is run, and not in a function, or asks who runs it beside commands for root."""
    at_top = [name for node, name in mentioned if module.function(node) is None]
    if any(name in _ARMS for name in at_top):
        return True
    return any(map(OF_USERS.fullmatch, at_top)) and _FOR_ROOT.search(module.text) is not None


def is_preexec(module: Module, node: ast.AST) -> bool:
    """Whether it is the value of ``preexec_fn``, which no Windows takes whatever it is."""
    parent = module.parent(node)
    return isinstance(parent, ast.keyword) and parent.arg == "preexec_fn"


def run_before_exec(module: Module) -> set[FunctionInfo]:
    """The functions that are values of ``preexec_fn``."""
    if "preexec_fn" not in module.text:
        return set()
    events = starts(module, *STARTING, *STARTING_ASYNC)
    return {function for event in events for function in module.functions(event.values("preexec_fn"))}
