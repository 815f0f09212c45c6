"""Make the skeleton of a rule and register it: ``python tasks/new_rule.py MP212 lambda-in-queue``.

The test suite fails until the skeleton is filled in.  Exit status: 0 made, 2 a wrong call.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from mpcheck import __version__
from mpcheck.rules import REGISTRY

RULES = Path(__file__).parents[1] / "src" / "mpcheck" / "rules"
_SKELETON = '''\
"""{code}: ."""

from __future__ import annotations

from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule


def check(module: Module) -> Iterator[Finding]:
    """Report ."""
    yield from ()


_BAD = """
print("not ok")  # {code}
"""

_BAD_OTHERWISE = """
print("not ok")  # {code}
"""

_REPAIRED = """
print("ok")
"""

_LOOK_ALIKE = """
print("ok")
"""

_OTHER_LOOK_ALIKE = """
print("ok")
"""

RULE = Rule(
    code="{code}",
    name="{name}",
    summary="",
    why="",
    cure="",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="{version}",
    references=(),
    bad=(
        Example(_BAD, Outcome("wrong", "not ok")),
        Example(_BAD_OTHERWISE, Outcome("wrong", "not ok")),
    ),
    good=(Example(_REPAIRED), Example(_LOOK_ALIKE), Example(_OTHER_LOOK_ALIKE)),
    check=check,
)
'''


class WrongCallError(Exception):
    """What was asked for cannot be made."""


def make(code: str, name: str, family: str | None, folder: Path, registry: dict[str, str]) -> Path:
    """Write the skeleton and its registry line below ``folder``; the file made.

    Raises WrongCallError for a code or name that is taken or malformed, or an unknown family.
    """
    _check_words(code, name, registry)
    family = family or _family_of(code, registry)
    module = f"{family}.{code.lower()}_{name.replace('-', '_')}"
    path = folder / family / f"{module.partition('.')[2]}.py"
    path.parent.mkdir(exist_ok=True)
    package = path.parent / "__init__.py"
    if not package.exists():
        package.write_text(f'"""Rules of the family {family}."""\n', encoding="utf-8")
    path.write_text(_SKELETON.format(code=code, name=name, version=__version__), encoding="utf-8")
    _register(folder / "__init__.py", code, module)
    return path


def _check_words(code: str, name: str, registry: dict[str, str]) -> None:
    if not re.fullmatch(r"MP[1-9]\d\d", code):
        raise WrongCallError(f"{code}: a code is MP and three digits, the first of them not 0")
    if code in registry:
        raise WrongCallError(f"{code}: taken by {registry[code]}")
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)+", name):
        raise WrongCallError(f"{name}: a name is some lower-case words joined by hyphens")


def _family_of(code: str, registry: dict[str, str]) -> str:
    families = {module.partition(".")[0] for other, module in registry.items() if other[:3] == code[:3]}
    if len(families) != 1:
        raise WrongCallError(f"{code}: name its family with --family")
    return families.pop()


def _register(file: Path, code: str, module: str) -> None:
    head, opening, rest = file.read_text(encoding="utf-8").partition("REGISTRY: dict[str, str] = {\n")
    body, closing, tail = rest.partition("}\n")
    lines = sorted([*body.splitlines(keepends=True), f'    "{code}": "{module}",\n'])
    file.write_text(head + opening + "".join(lines) + closing + tail, encoding="utf-8")


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Make the skeleton of a rule and register it.")
    parser.add_argument("code", help="such as MP212; its first digit is the family")
    parser.add_argument("name", help="kebab-case, names the flaw, such as lambda-in-queue")
    parser.add_argument("--family", help="the folder of a family that has no rule yet")
    arguments = parser.parse_args(argv)
    try:
        path = make(arguments.code, arguments.name, arguments.family, RULES, REGISTRY)
    except WrongCallError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"made {path}; now fill it in until `pytest tests/rules` passes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
