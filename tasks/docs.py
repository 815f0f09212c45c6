"""Write docs/rules, a page for every rule and an index of them, and docs/catalogue.md, every pitfall with its rules.

Exit status: 0 written (or, with --check, all as it should be), 1 --check found other text.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from tabulate import tabulate

import catalogue
from mpcheck import rules
from mpcheck.rules.base import Rule
from mpcheck.rules.page import render

FOLDER = Path(__file__).parents[1] / "docs" / "rules"
CATALOGUE = FOLDER.with_name("catalogue.md")
_INTRODUCTION = """\
# Rules

Each page shows the programs that go wrong and the ones that are right, and says under which targets that was seen;
[what was verified](../verified.md) counts the runs. `mpcheck explain CODE` prints the same page.
"""


def pages(all_rules: Iterable[Rule]) -> dict[str, str]:
    """The name and text of every file that belongs into the folder."""
    all_rules = sorted(all_rules, key=lambda rule: rule.code)
    return {"README.md": _index(all_rules)} | {f"{rule.code}.md": render(rule) for rule in all_rules}


def _index(all_rules: Iterable[Rule]) -> str:
    rows = [
        (f"[{rule.code}]({rule.code}.md)", rule.name, rule.severity.value, rule.confidence.value, rule.summary)
        for rule in all_rules
    ]
    table = tabulate(rows, headers=("code", "name", "severity", "confidence", "what"), tablefmt="github")
    return f"{_INTRODUCTION}\n{table}\n"


def differences(wanted: dict[str, str], folder: Path) -> list[str]:
    """Names of the files in the folder that are missing, of other text, or of no rule."""
    present = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    return sorted(name for name in wanted.keys() | present.keys() if wanted.get(name) != present.get(name))


def write(wanted: dict[str, str], folder: Path) -> None:
    """Make the folder hold these pages and no others."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Write docs/rules and docs/catalogue.md from the rules.")
    parser.add_argument("--check", action="store_true", help="write nothing, name what would change")
    arguments = parser.parse_args(argv)
    wanted, listed = pages(rules.load()), catalogue.page(rules.load())
    if not arguments.check:
        write(wanted, FOLDER)
        CATALOGUE.write_text(listed, encoding="utf-8", newline="\n")
        return 0
    changed = [FOLDER / name for name in differences(wanted, FOLDER)]
    if not CATALOGUE.exists() or CATALOGUE.read_text(encoding="utf-8") != listed:
        changed.append(CATALOGUE)
    for path in changed:
        print(f"{path}: not what the rules say; run python tasks/docs.py", file=sys.stderr)
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
