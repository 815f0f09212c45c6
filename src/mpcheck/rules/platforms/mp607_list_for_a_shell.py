"""MP607: a list of words is given to a shell, which takes the first one alone for the command."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.values import Param
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.platforms.commands import STARTING, option, starts, words
from mpcheck.rules.platforms.guards import is_for_windows

#: A path or a file as Windows writes them, or a program that no other system has.
_WINDOWS = re.compile(
    r"\\|\.(exe|cmd|bat|msi|ps1)\Z|\A(cmd|powershell|start|dir|del|copy|xcopy|robocopy|taskkill|tasklist|msiexec|reg|icacls)\Z",
    re.IGNORECASE,
)
_LISTS = ("builtins.list", "builtins.tuple", "typing.List", "typing.Tuple")


def check(module: Module) -> Iterator[Finding]:
    """Report lists of several words with ``shell=True``, and parameters that are said to be such lists."""
    for event in starts(module, *STARTING):
        confidence = _confidence(module, event) if option(event, "shell") is True else None
        if confidence is not None:
            targets = [target for target in module.targets if target.platform != "windows"]
            breaks = module.narrow(event.call, targets)
            message = "the shell runs the first word alone, without the others, except on Windows"
            yield from RULE.at(module, event.call, message, breaks=breaks, confidence=confidence)


def _confidence(module: Module, event: Event) -> Confidence | None:
    """How sure it is that a command is a list of several words, not meant for Windows; None if it is no such list."""
    command = words(event)
    if command is None:
        is_list, meant, sure = _is_said_to_be_list(module, event), False, Confidence.MEDIUM
    else:
        is_list = _has_several(command) and not _is_script_with_arguments(command)
        meant, sure = is_list and _is_of_windows(command[0]), Confidence.HIGH
    if not is_list:
        return None
    return Confidence.LOW if meant or is_for_windows(module, event.call) else sure


def _is_said_to_be_list(module: Module, event: Event) -> bool:
    """Whether a command is a parameter that no known caller gives a value, and whose annotation is a list's or tuple's."""
    values = event.values("args")
    (one,) = values if len(values) == 1 else (None,)
    annotation = one.function.annotation(one.name) if isinstance(one, Param) and not one.derived else None
    named = annotation.value if isinstance(annotation, ast.Subscript) else annotation
    return named is not None and module.external_name(named) in _LISTS


def _has_several(command: list[ast.expr]) -> bool:
    return len(command) > 1 and not isinstance(command[0], ast.Starred)


def _is_of_windows(word: ast.expr) -> bool:
    """Whether a program is one of Windows by the way it is written."""
    texts = (one.value for one in ast.walk(word) if isinstance(one, ast.Constant) and isinstance(one.value, str))
    return any(_WINDOWS.search(text) for text in texts)


def _is_script_with_arguments(command: list[ast.expr]) -> bool:
    """Whether the first word is a script of several words, for which the others are ``$0``, ``$1`` and so on."""
    first = command[0]
    parts = first.values if isinstance(first, ast.JoinedStr) else [first]
    return any(
        isinstance(one, ast.Constant) and isinstance(one.value, str) and set(one.value) & set(" $@") for one in parts
    )


_LISTED = """
import subprocess

text = subprocess.check_output(["echo", "ok"], shell=True)  # MP607
print(text.decode().strip() or "nothing was said")
"""

_LATER = """
import subprocess as sp


class Shell:
    def __init__(self):
        self.said = []

    def run(self, word):
        command = ["echo", word]
        done = sp.run(command, shell=True, stdout=sp.PIPE)  # MP607
        return done.stdout.decode().strip()


print("said:", Shell().run("ok"))
"""

_ONE_TEXT = """
import subprocess
import sys

assert subprocess.check_output("echo ok", shell=True).strip() == b"ok"

assert subprocess.check_output([sys.executable, "-c", "print('ok')"], shell=False).strip() == b"ok"
print("ok")
"""

_SCRIPT = """
import os
import subprocess

if os.name == "posix":
    text = subprocess.check_output(['echo "$1"', "sh", "two words"], shell=True)
    assert text == b"two words\\n"
print("ok")
"""

_ONLY_ON_WINDOWS = """
import shlex
import subprocess
import sys


def run(*command):
    if sys.platform == "win32":
        return subprocess.run(["cmd", "/c", "echo", "ok"], shell=True).returncode
    return subprocess.run(shlex.join(command), shell=True).returncode


assert run("echo", "a b") == 0
print("ok")
"""

RULE = Rule(
    code="MP607",
    name="list-for-a-shell",
    summary="A command is a list of words, and is run by a shell.",
    why=(
        "With `shell=True` POSIX runs `sh -c` with the list behind it: its first element is the whole command, and the "
        "others become the shell's own parameters `$0`, `$1`, ... The program starts without its arguments, usually "
        "with exit status 0. Windows joins the list, so that the code works there."
    ),
    cure="Leave out `shell=True`, or pass one string: `shlex.join(words)` quotes them.",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=("https://docs.python.org/3/library/subprocess.html#subprocess.Popen",),
    catalogue=("G03",),
    words=("subprocess & shell",),
    bad=(
        Example(_LISTED, Outcome("wrong", "nothing was said"), platforms=("linux",)),
        Example(_LATER, Outcome("wrong", "said:"), platforms=("linux",)),
    ),
    good=(Example(_ONE_TEXT), Example(_SCRIPT), Example(_ONLY_ON_WINDOWS)),
    check=check,
)
