"""Find the Pythons of this machine that rules' programs can be run with."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from packaging.version import Version

from mpcheck.targets import ALL_PYTHONS

GET_PYTHONS = Path(__file__).parents[2] / "tools" / "platforms" / "get-pythons"
#: A first start under wine makes its server and its registry.
_ANSWER_SECONDS = 120
_PLATFORMS = {"linux": "linux", "darwin": "macos", "win32": "windows", "emscripten": "wasm"}
#: Builds that lack modules or only repeat another build's results: run when they are asked for by name.
_ON_REQUEST = ("3.14-i386", "3.14-dbg", "3.13-musl")
_QUESTION = """
import json, multiprocessing, sys, sysconfig
print(json.dumps({
    "implementation": sys.implementation.name,
    "version": "%d.%d.%d" % sys.version_info[:3],
    "platform": sys.platform,
    "free_threaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
    "methods": multiprocessing.get_all_start_methods(),
    "default_method": multiprocessing.get_start_method(),
}))
"""


@dataclass(frozen=True, slots=True)
class Interpreter:
    """One Python: the command that starts it and what it says of itself.

    ``platform`` is one of ``mpcheck.targets.PLATFORMS``.
    """

    name: str
    command: str
    version: Version
    platform: str
    implementation: str
    methods: tuple[str, ...]
    default_method: str

    @property
    def is_wine(self) -> bool:
        return self.platform == "windows" and os.name == "posix"


def find(wanted: frozenset[str] = frozenset()) -> tuple[Interpreter, ...]:
    """The interpreters of this machine, oldest first, one for each build and minor version.

    ``wanted`` names those to keep; none named means all but the builds that only repeat others.
    """
    found: dict[str, Interpreter] = {}
    for given_name, command in _candidates():
        if given_name in _ON_REQUEST and given_name not in wanted:
            continue
        interpreter = ask(command, given_name)
        if interpreter is not None and interpreter.version.release[:2] in ALL_PYTHONS:
            found.setdefault(interpreter.name, interpreter)
    chosen = (i for i in found.values() if not wanted or i.name in wanted)
    return tuple(sorted(chosen, key=lambda i: (i.platform, i.implementation, i.version, i.name)))


@cache
def ask(command: str, given_name: str = "") -> Interpreter | None:
    """What the Python started by ``command`` is, or None if it does not start."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    try:
        answer = subprocess.run(
            [command, "-c", _QUESTION],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_ANSWER_SECONDS,
            check=True,
            env=environment,
        )
        facts = json.loads(answer.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    return Interpreter(
        name=given_name if given_name in _ON_REQUEST else _name(facts),
        command=command,
        version=Version(facts["version"]),
        platform=_PLATFORMS.get(facts["platform"], facts["platform"]),
        implementation=facts["implementation"],
        # WebAssembly lists methods that cannot start a process: only the default one means anything.
        methods=(facts["default_method"],) if facts["platform"] == "emscripten" else tuple(facts["methods"]),
        default_method=facts["default_method"],
    )


def _name(facts: dict[str, str]) -> str:
    """Such as 3.11, 3.13t, pypy3.11, win-3.13, wasm-3.14."""
    minor = ".".join(facts["version"].split(".")[:2]) + ("t" if facts["free_threaded"] else "")
    build = "" if facts["implementation"] == "cpython" else facts["implementation"]
    prefix = {"win32": "win-", "emscripten": "wasm-"}.get(facts["platform"], "") if os.name == "posix" else ""
    return prefix + build + minor


def _candidates() -> Iterator[tuple[str, str]]:
    """Pairs of a name (or "") and a command; the running Python first, then the more deliberately made."""
    yield "", sys.executable
    yield from _installed_platforms()
    for folder in sorted(Path.home().glob(".pyenv/versions/*/bin")):
        yield "", str(folder / "python")
    for major, minor in ALL_PYTHONS:
        yield "", shutil.which(f"python{major}.{minor}") or ""
    yield "", shutil.which("pypy3") or ""


def _installed_platforms() -> Iterator[tuple[str, str]]:
    if os.name != "posix":
        return
    listing = subprocess.run(
        [sys.executable, str(GET_PYTHONS), "--paths"], capture_output=True, text=True, timeout=600, check=False
    )
    for line in listing.stdout.splitlines():
        match = re.fullmatch(r"(\S+)\t(.+)\t(.*)", line)
        if match:
            yield match[1], match[2]
