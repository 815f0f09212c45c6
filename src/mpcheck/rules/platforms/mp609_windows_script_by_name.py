"""MP609: a program is started by its bare name that is a script on Windows, where only .exe files are found."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.values import Const
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.platforms.commands import (
    STARTING,
    STARTING_ASYNC,
    has_open_options,
    named_elsewhere,
    option,
    programs,
    starts,
)
from mpcheck.rules.platforms.guards import is_doubtful

_NAMES = (
    "npm npx yarn pnpm pnpx corepack tsc eslint prettier ng vite gulp grunt bower nodemon serverless firebase vercel "
    "netlify code code-insiders cursor az gcloud gsutil bq mvn gradle ant sbt flutter composer gem bundle rake jekyll "
    "ionic cordova lerna"
)
#: Programs that are installed on Windows as a .cmd or .bat file.
_SCRIPTS = frozenset(_NAMES.split())


def check(module: Module) -> Iterator[Finding]:
    """Report commands whose first word is the bare name of such a program."""
    windows = [target for target in module.targets if target.platform == "windows"]
    found = [
        (event, word, name)
        for event in starts(module, *STARTING, STARTING_ASYNC[0])
        if not _finds_otherwise(event)
        for word in programs(module, event, windows)
        if (name := _first_word(module, word)) in _SCRIPTS
    ]
    # Whoever has taken the error once tells people to install it, and comes no further.
    missed = {name for event, _, name in found if module.is_caught(event.call, "FileNotFoundError")}
    for event, word, name in found:
        if not module.is_caught(event.call, "FileNotFoundError"):
            breaks = module.narrow(word, module.narrow(event.call, windows))
            message = f"`{name}` is a script on Windows, which this does not find: it raises FileNotFoundError"
            doubtful = name in missed or is_doubtful(module, event.call, breaks)
            confidence = Confidence.LOW if doubtful else Confidence.MEDIUM
            related = named_elsewhere(module, event, word)
            yield from RULE.at(module, event.call, message, breaks=breaks, related=related, confidence=confidence)


def _finds_otherwise(event: Event) -> bool:
    """Whether a shell looks for the program, or the call may say more than is written."""
    shell = event.argument("shell") is not None and option(event, "shell") is not False
    return shell or event.argument("executable") is not None or has_open_options(event)


def _first_word(module: Module, node: ast.expr) -> str:
    values = module.values(node)
    (one,) = values if len(values) == 1 else (None,)
    text = one.value if isinstance(one, Const) else None
    return (text.split() or [""])[0] if isinstance(text, str) else ""


_INSTALLS = """
import os
import subprocess
from pathlib import Path

tools = Path("tools").resolve()
tools.mkdir()
(tools / "npm.cmd").write_text("@echo off\\n")
os.environ["PATH"] = f"{tools}{os.pathsep}{os.environ['PATH']}"
subprocess.run(["npm", "--version"], check=True)  # MP609
print("ok")
"""

_OPENS = """
import asyncio
from subprocess import Popen


class Cloud:
    tool = "az"

    def ask(self, *words):
        command = [self.tool, *words]
        return Popen(command)  # MP609


async def login():
    return await asyncio.create_subprocess_exec("gcloud", "auth", "login")  # MP609


print(Cloud().ask("account", "show").wait())
"""

_FOUND = """
import shutil
import subprocess

npm = shutil.which("npm")
if npm is not None:
    subprocess.run([npm, "--version"], check=True)
try:
    subprocess.run(["yarn", "--version"], capture_output=True)
except FileNotFoundError:
    pass
print("ok")
"""

_TESTED = """
import os
import subprocess
import sys

NPM = "npm.cmd" if os.name == "nt" else "npm"


def install(really):
    if really:
        subprocess.run([NPM, "install"], check=True)
        subprocess.run(["npx", "tsc"], shell=sys.platform == "win32")


install(len(sys.argv) > 1)
print("ok")
"""

_PROGRAMS = """
import subprocess
import sys


def show(word, really):
    if really:
        subprocess.run(["git", "status"])
        subprocess.run(["docker", "ps"])
        subprocess.run([word, "npm"])
    return subprocess.run([sys.executable, "-c", ""]).returncode


assert show("echo", len(sys.argv) > 1) == 0
print("ok")
"""

RULE = Rule(
    code="MP609",
    name="windows-script-by-name",
    summary="A program that is a script on Windows is started by its bare name.",
    why=(
        "Without a shell, Windows adds nothing but `.exe` to the name of a program. Those that come as a `.cmd` or `.bat` "
        "file, as npm, npx, yarn, code, az, gcloud and mvn do, are not found: FileNotFoundError, although the same "
        "words work in a terminal."
    ),
    cure='Pass what `shutil.which("npm")` gives: it finds the script with its extension on every system.',
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/subprocess.html#subprocess.Popen",
        "https://docs.python.org/3/library/shutil.html#shutil.which",
    ),
    catalogue=("G05",),
    words=("subprocess",),
    bad=(
        Example(_INSTALLS, Outcome("raises", "FileNotFoundError"), methods=("spawn",), platforms=("windows",)),
        Example(_OPENS, Outcome("raises", "FileNotFoundError"), methods=("spawn",), platforms=("windows",)),
    ),
    good=(Example(_FOUND), Example(_TESTED), Example(_PROGRAMS)),
    check=check,
)
