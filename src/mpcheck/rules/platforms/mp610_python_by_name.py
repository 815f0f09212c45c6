"""MP610: a Python program is started with whatever interpreter is called ``python``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.patches import is_replaced
from mpcheck.model.values import Const, Object
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.platforms.commands import STARTING, STARTING_ASYNC, named_elsewhere, programs, starts
from mpcheck.rules.platforms.search_path import may_choose_path

#: The interpreter, or what installs for it, without a version: a version that is written out is a choice.
_PYTHON = re.compile(r"(python|pip)3?(\.exe)?(?=\s|$)")
#: How a program is found that may be any.
_LOOKED_UP = {"os.environ.get", "os.getenv", "shutil.which"}
_OF_VERSION = re.compile(r"(python(2|\d\.\d+)|pypy\d?(\.\d+)?)(\.exe)?")
_OF_SYSTEM = {"/usr/bin/python", "/usr/bin/python3", "/usr/bin/env python3"}


def check(module: Module) -> Iterator[Finding]:
    """Report commands whose first word is ``python`` or ``pip``, with or without a 3."""
    for event in starts(module, *STARTING, STARTING_ASYNC[0]):
        if event.argument("executable") is not None:
            continue
        chosen = programs(module, event, module.targets)
        for word in chosen:
            name = _python(module, word)
            if name and not _is_tolerated(module, event):
                what = "that of another interpreter" if name.startswith("pip") else "another interpreter"
                message = f"`{name}` may be {what} than the one that runs this, or none at all"
                breaks = module.narrow(word, module.narrow(event.call, module.targets))
                others = (one for one in chosen if _is_choice(module, one))
                meant = any(module.narrow(one, breaks) for one in others) or may_choose_path(module, event)
                confidence = Confidence.LOW if meant else Confidence.MEDIUM
                related = named_elsewhere(module, event, word)
                yield from RULE.at(module, event.call, message, breaks=breaks, related=related, confidence=confidence)


def _python(module: Module, node: ast.expr) -> str:
    values = module.values(node)
    (one,) = values if len(values) == 1 else (None,)
    text = one.value if isinstance(one, Const) else None
    found = _PYTHON.match(text) if isinstance(text, str) else None
    return found[0] if found else ""


def _is_choice(module: Module, node: ast.expr) -> bool:
    """Whether another interpreter is wanted than the one that runs this.

    A word for it is asked for in the environment or in PATH, names a version, or is the path of the system's: elsewhere,
    its name means the same one.
    """
    return any(
        (isinstance(one, Object) and one.name in _LOOKED_UP)
        or (isinstance(one, Const) and (one.value in _OF_SYSTEM or _OF_VERSION.fullmatch(str(one.value)) is not None))
        for one in module.values(node)
    )


def _is_tolerated(module: Module, event: Event) -> bool:
    """Whether the code is prepared for another program of this name, or none, or a test has replaced the call."""
    is_caught = module.is_caught(event.call, "FileNotFoundError") or _is_last_resort(module, event)
    return is_caught or _may_be_frozen(module) or is_replaced(module, event)


def _is_last_resort(module: Module, event: Event) -> bool:
    """Whether a call stands in a handler, for the case that another program could not be started."""
    around = pairwise((event.call, *module.ancestors(event.call)))
    tries = [tried for child, tried in around if isinstance(tried, ast.Try) and child in tried.handlers]
    return any(
        other.call is not event.call and any(tried in module.ancestors(other.call) for tried in tries)
        for other in (starts(module, *STARTING, STARTING_ASYNC[0]) if tries else ())
    )


def _may_be_frozen(module: Module) -> bool:
    """Whether the file thinks of frozen programs, in which ``sys.executable`` is no interpreter."""
    return "frozen" in module.text and any(
        (isinstance(node, ast.Attribute) and node.attr == "frozen")
        or (isinstance(node, ast.Constant) and node.value == "frozen")
        for node in module.found.nodes_of(ast.Attribute, ast.Constant)
    )


_OTHER = """
import os
import subprocess
from pathlib import Path

other = Path("bin", "python").resolve()
other.parent.mkdir()
other.write_text("#!/bin/sh\\necho another interpreter\\n")
other.chmod(0o755)
os.environ["PATH"] = f"{other.parent}:{os.environ['PATH']}"
print(subprocess.check_output(["python", "-c", "print('ok')"]).decode().strip())  # MP610
"""

_INSTALLER = """
import os
import subprocess
from pathlib import Path


def install(package):
    subprocess.run(["pip", "install", package], check=True)  # MP610


other = Path("bin", "pip").resolve()
other.parent.mkdir()
other.write_text("#!/bin/sh\\necho another interpreter has it\\n")
other.chmod(0o755)
os.environ["PATH"] = f"{other.parent}:{os.environ['PATH']}"
install("pip")
"""

_NONE = """
import asyncio
import os

PROGRAM = "python3"


class Script:
    def __init__(self, path):
        self.path = path

    async def run(self):
        child = await asyncio.create_subprocess_exec(PROGRAM, self.path)  # MP610
        return await child.wait()


os.environ["PATH"] = ""
asyncio.run(Script(__file__ + ".other").run())
"""

_THE_SAME = """
import subprocess
import sys

command = [sys.executable, "-c", "print('python')"]
assert subprocess.check_output(command).strip() == b"python"
assert subprocess.call([sys.executable or "python3", "-c", ""]) == 0
assert subprocess.call([sys.executable, "-c", "pip = 'pip install'"]) == 0
print("ok")
"""

_CHOSEN = """
import shutil
import subprocess


def version(name):
    try:
        return subprocess.run([name, "--version"], capture_output=True).stdout
    except FileNotFoundError:
        return b""


for name in ("python", "python3.9"):
    path = shutil.which(name)
    if path is not None:
        version(path)
try:
    subprocess.run(["python", "--version"], capture_output=True)
except FileNotFoundError:
    pass
print("ok")
"""

_FROZEN = """
import subprocess
import sys


def interpreter():
    return "python" if getattr(sys, "frozen", False) else sys.executable


assert subprocess.call([interpreter(), "-c", ""]) == 0
print("ok")
"""

RULE = Rule(
    code="MP610",
    name="python-by-name",
    summary="A Python program is started by the name `python`, or packages are installed by `pip`, instead of sys.executable.",
    why=(
        "The name is looked up in PATH. Unless a virtual environment is activated, that is another interpreter, of "
        "another version and without the packages of this one; on Debian and macOS there may be no `python` at all, and on "
        "Windows it may be the stub that opens the Store, or the interpreter that the environment was made from. What the "
        "first `pip` in PATH installs is for the interpreter that belongs to it."
    ),
    cure="Start `[sys.executable, ...]`, and pip as `[sys.executable, '-m', 'pip', ...]`. In a frozen program there is no interpreter there: call the code by multiprocessing.",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/subprocess.html#subprocess.Popen",
        "https://docs.python.org/3/library/sys.html#sys.executable",
    ),
    catalogue=("G06",),
    words=("subprocess",),
    bad=(
        Example(_OTHER, Outcome("wrong", "another interpreter"), methods=("spawn",), platforms=("linux",)),
        Example(_INSTALLER, Outcome("wrong", "another interpreter"), methods=("spawn",), platforms=("linux",)),
        Example(_NONE, Outcome("raises", "FileNotFoundError"), methods=("spawn",), platforms=("linux",)),
    ),
    good=(Example(_THE_SAME), Example(_CHOSEN), Example(_FROZEN)),
    check=check,
)
