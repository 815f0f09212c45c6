"""MP607: a list of words is given to a shell, which takes the first one alone for the command."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.values import Const, Param
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.platforms.commands import STARTING, option, split_text
from mpcheck.rules.platforms.guards import is_for_windows
from mpcheck.rules.platforms.word_lists import word_lists

#: A path or a file as Windows writes them, or a program that no other system has.
_WINDOWS = re.compile(
    r"\\|\.(exe|cmd|bat|msi|ps1)\Z|\A(cmd|powershell|start|dir|del|copy|xcopy|robocopy|taskkill|tasklist|msiexec|reg|icacls)\Z",
    re.IGNORECASE,
)
_LISTS = ("builtins.list", "builtins.tuple", "typing.List", "typing.Tuple")


def check(module: Module) -> Iterator[Finding]:
    """Report lists of several words with ``shell=True``, and parameters that are said to be such lists."""
    reported: set[ast.Call] = set()
    for event in module.named(*STARTING):
        is_new = event.call not in reported and option(event, "shell") is True
        confidence = _confidence(module, event) if is_new else None
        if confidence is not None:
            reported.add(event.call)
            targets = [target for target in module.targets if target.platform != "windows"]
            breaks = module.narrow(event.call, targets)
            message = "the shell runs the first word alone, without the others, except on Windows"
            related = [(event.sites[0], "a list is given here")] if len(event.sites) > 1 else []
            yield from RULE.at(module, event.call, message, breaks=breaks, related=related, confidence=confidence)


def _confidence(module: Module, event: Event) -> Confidence | None:
    """How sure it is that a command is a list of several words, not meant for Windows; None if it is no such list."""
    commands = word_lists(module, event)
    if commands:
        is_list = all(_has_several(words) and not _is_script_with_arguments(words) for words in commands)
        meant, sure = is_list and any(_is_of_windows(words[0]) for words in commands), Confidence.HIGH
    else:
        is_list = _is_said_to_be_list(module, event) or _issplit_text(event)
        meant, sure = False, Confidence.MEDIUM
    if not is_list:
        return None
    return Confidence.LOW if meant or is_for_windows(module, event.call) else sure


def _issplit_text(event: Event) -> bool:
    """Whether a command is what ``split`` makes of a text: of a known one, if it has several words."""
    texts = [split_text(one) for one in event.values("args")]
    known = [event.evaluate(text) if text is not None else None for text in texts]
    return bool(texts) and all(
        values and not any(isinstance(one, Const) and not _is_of_several(one) for one in values) for values in known
    )


def _is_of_several(text: Const) -> bool:
    return isinstance(text.value, str) and len(text.value.split()) > 1


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

_PUT_TOGETHER = """
import shlex
import subprocess


def say(words, loud=False):
    command = ["echo"]
    if loud:
        command.append("LOUD")
    command.extend(words)
    return subprocess.run(command, shell=True, capture_output=True, text=True).stdout.strip()  # MP607, MP611


def output(line):
    return subprocess.check_output(shlex.split(line), shell=True).decode().strip()  # MP607


said = say(["ok"], loud=True) or output("echo ok")
print(said or "nothing was said")
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

line = ["echo"]
line.append("ok")
assert subprocess.check_output(" ".join(line), shell=True).strip() == b"ok"
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
        Example(_PUT_TOGETHER, Outcome("wrong", "nothing was said"), platforms=("linux",)),
    ),
    good=(Example(_ONE_TEXT), Example(_SCRIPT), Example(_ONLY_ON_WINDOWS)),
    check=check,
)
