"""Compare linters and type checkers on the programs that mpcheck is judged by: who finds the pitfalls?

    python benchmarks/scan_comparison.py [--semgrep-rules FOLDER] [--write]

Needs ruff, pylint, flake8 with flake8-bugbear, semgrep, mypy and pyright on PATH, as far as they are to be compared; with
``--write`` the table goes into docs/comparison.md.  semgrep has no rules of its own: FOLDER is ``python`` of a clone of its
public rules.

Two numbers for each tool.  *any*: wrong programs in which it says anything at all of a guilty line, be it about a missing
docstring.  *about*: those in which what it says there is about the pitfall, judged by its code; the codes are listed.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from comparison_page import write_section
from program_set import FOLDER, Listed, load
from tabulate import tabulate

#: The codes that say something of the pitfall on a guilty line, by tool; every code that was seen on one was judged.
ABOUT: dict[str, frozenset[str]] = {
    "ruff": frozenset({"NPY002", "T100"}),  # the global generator, breakpoint()
    "pylint": frozenset({"W1515", "W1116"}),  # breakpoint(), a function in place of a class
    "flake8-bugbear": frozenset(),
    "semgrep": frozenset({"multiprocessing-recv", "uncaught-executor-exceptions"}),
    "mypy": frozenset({"attr-defined"}),
    "pyright": frozenset(),
}


class Said(NamedTuple):
    """A diagnostic: a path relative to the folder of programs, a line, and a code."""

    path: str
    line: int
    code: str


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--semgrep-rules", type=Path, metavar="FOLDER")
    parser.add_argument("--write", action="store_true", help="write the table into docs/comparison.md")
    arguments = parser.parse_args()
    programs = load()
    rows = []
    for tool, ask in TOOLS.items():
        if shutil.which(COMMANDS.get(tool, tool)) and (tool != "semgrep" or arguments.semgrep_rules):
            said = list(ask(arguments.semgrep_rules))
            rows.append(_row(tool, programs, said))
            _show_codes(tool, programs, said)
    headers = ("tool", "version", "about", "any", "right programs with an alarm", "codes counted")
    table = tabulate(rows, headers=headers, tablefmt="github")
    print(table)
    if arguments.write:
        write_section("programs", table)


def _row(tool: str, programs: Iterable[Listed], said: list[Said]) -> tuple[object, ...]:
    programs = list(programs)
    wrong = [program for program in programs if not program.is_right]
    right = [program for program in programs if program.is_right]
    own = [one for one in said if tool == "mpcheck" or one.code in ABOUT[tool]]
    about = sum(any(one[:2] in program.places for one in own) for program in wrong)
    anything = sum(any(one[:2] in program.places for one in said) for program in wrong)
    alarmed = sum(any(_is_in(one, program) for one in own) for program in right)
    seen = {one.code for one in own for program in wrong if one[:2] in program.places}
    counted = "its rules" if tool == "mpcheck" else ", ".join(sorted(seen)) or "-"
    version = _version(tool)
    return (
        tool,
        version,
        f"{about} of {len(wrong)}",
        f"{anything} of {len(wrong)}",
        f"{alarmed} of {len(right)}",
        counted,
    )


def _is_in(one: Said, program: Listed) -> bool:
    return one.path.partition("/")[0] in (program.name, f"{program.name}.py")


def _show_codes(tool: str, programs: Iterable[Listed], said: Iterable[Said]) -> None:
    """Which codes stand on guilty lines, so that they can be judged."""
    places = {place for program in programs for place in program.places}
    codes = Counter(one.code for one in said if one[:2] in places)
    print(f"{tool}: {', '.join(f'{code} {count}' for code, count in codes.most_common())}")


def _run(*words: str) -> str:
    return subprocess.run(words, cwd=FOLDER, check=False, capture_output=True, encoding="utf-8").stdout


def _version(tool: str) -> str:
    # flake8-bugbear has no command: flake8 names its plugins.
    command = COMMANDS.get(tool, tool)
    found = re.search(r"bugbear: ([\d.]+)" if tool == "flake8-bugbear" else r"\d[\w.]*", _run(command, "--version"))
    return (found[1] if found and found.lastindex else found[0]) if found else "?"


def _mpcheck(_rules: Path | None) -> Iterator[Said]:
    report = json.loads(_run("mpcheck", "scan", ".", "--isolated", "-q", "--output-format", "json"))
    yield from (Said(row["path"], row["line"], row["code"]) for row in report["findings"])


def _ruff(_rules: Path | None) -> Iterator[Said]:
    words = ("check", "--isolated", "--select", "ALL", "--preview", "--output-format", "json", "--exit-zero", ".")
    for row in json.loads(_run("ruff", *words)):
        path = Path(row["filename"]).relative_to(FOLDER.resolve()).as_posix()
        yield Said(path, row["location"]["row"], row["code"] or "syntax")


def _pylint(_rules: Path | None) -> Iterator[Said]:
    files = [path.relative_to(FOLDER).as_posix() for path in sorted(FOLDER.rglob("*.py"))]
    words = ("--rcfile=/dev/null", "--enable=all", "--output-format=json", "--recursive=n")
    for row in json.loads(_run("pylint", *words, *files) or "[]"):
        yield Said(row["path"], row["line"], row["message-id"])


def _bugbear(_rules: Path | None) -> Iterator[Said]:
    yield from _lines(_run("flake8", "--isolated", "--select=B", "--extend-select=B9", "."), r": (B\d+) ")


def _semgrep(rules: Path | None) -> Iterator[Said]:
    words = (
        "scan",
        "--config",
        str(rules and rules.resolve()),
        "--json",
        "--quiet",
        "--metrics=off",
        "--no-git-ignore",
        ".",
    )
    for row in json.loads(_run("semgrep", *words))["results"]:
        yield Said(row["path"], row["start"]["line"], row["check_id"].rpartition(".")[2])


def _mypy(_rules: Path | None) -> Iterator[Said]:
    # One at a time: programs have modules of the same name.
    for path in sorted(FOLDER.iterdir()):
        if path.suffix == ".py" or path.is_dir():
            words = ("--strict", "--no-error-summary", "--config-file=", "--explicit-package-bases")
            yield from _lines(_run("mypy", *words, path.name), r" error: .*\[([\w-]+)\]$")


def _pyright(_rules: Path | None) -> Iterator[Said]:
    for row in json.loads(_run("pyright", "--outputjson", "."))["generalDiagnostics"]:
        path = Path(row["file"]).relative_to(FOLDER.resolve()).as_posix()
        yield Said(path, row["range"]["start"]["line"] + 1, row.get("rule", "error"))


def _lines(output: str, code: str) -> Iterator[Said]:
    for line in output.splitlines():
        place, found = re.match(r"(?:\./)?([^:]+):(\d+):", line), re.search(code, line)
        if place and found:
            yield Said(place[1], int(place[2]), found[1])


COMMANDS = {"flake8-bugbear": "flake8"}
TOOLS: dict[str, Callable[[Path | None], Iterator[Said]]] = {
    "mpcheck": _mpcheck,
    "ruff": _ruff,
    "pylint": _pylint,
    "flake8-bugbear": _bugbear,
    "semgrep": _semgrep,
    "mypy": _mypy,
    "pyright": _pyright,
}

if __name__ == "__main__":
    main()
