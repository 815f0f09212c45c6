"""Write what was verified, as JSON for programs and as a Markdown table for people."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from tabulate import tabulate

from mpcheck.rules.base import Rule
from verification.execute import Result
from verification.interpreters import Interpreter
from verification.judge import describe
from verification.plan import programs_of

_INTRODUCTION = """\
# What was verified

Every rule carries whole programs, bad ones and their repairs, with what each of them does. This is how many of these
claims were seen when the programs were really run: the number of runs that went as claimed, of those under that Python
(a run is one program under one start method; *-* means that no claim is made there). Where a program does not say what it
does under some start method, the targets that its finding lists decide whether it has to fail or to work.
Made by `nox -s verify`.
"""


def write(path: Path, rules: Iterable[Rule], pythons: Sequence[Interpreter], results: Sequence[Result]) -> None:
    """Write ``path`` as JSON, and beside it the table with the suffix ``.md``."""
    rules = tuple(rules)
    path.write_text(json.dumps(as_json(rules, pythons, results), indent=1) + "\n", encoding="utf-8")
    path.with_suffix(".md").write_text(as_markdown(rules, pythons, results), encoding="utf-8")


def as_json(rules: Iterable[Rule], pythons: Iterable[Interpreter], results: Iterable[Result]) -> dict[str, object]:
    """Every run: ``claimed`` and ``observed`` are kinds of outcome, ``claimed_by`` as in `Run`, ``objection`` is "" where they agree."""
    results = tuple(results)
    seen = {(r.run.program.rule, r.run.program.name) for r in results}
    return {
        "pythons": [
            {"name": p.name, "version": str(p.version), "implementation": p.implementation, "platform": p.platform}
            for p in pythons
        ],
        "runs": [
            {
                "rule": r.run.program.rule,
                "program": r.run.program.name,
                "python": r.run.interpreter.name,
                "start_method": r.run.method,
                "claimed": r.run.claim.kind,
                "claimed_by": r.run.claimed_by,
                "observed": describe(r.observed),
                "objection": r.objection,
            }
            for r in results
        ],
        "not_run": [
            {"rule": p.rule, "program": p.name, "source": p.example.platform_only}
            for rule in rules
            for p in programs_of(rule)
            if (p.rule, p.name) not in seen
        ],
    }


def as_markdown(rules: Iterable[Rule], pythons: Sequence[Interpreter], results: Iterable[Result]) -> str:
    """One row for each rule, one column for each Python."""
    total: Counter[tuple[str, str]] = Counter()
    agreed: Counter[tuple[str, str]] = Counter()
    for result in results:
        key = (result.run.program.rule, result.run.interpreter.name)
        total[key] += 1
        agreed[key] += not result.objection

    def cell(rule: Rule, python: Interpreter) -> str:
        key = (rule.code, python.name)
        return f"{agreed[key]}/{total[key]}" if total[key] else "-"

    rows = [[f"{rule.code} {rule.name}", *(cell(rule, python) for python in pythons)] for rule in rules]
    table = tabulate(rows, headers=["rule", *(python.name for python in pythons)], tablefmt="github")
    return f"{_INTRODUCTION}\n{table}\n\n{sum(agreed.values())} of {sum(total.values())} runs went as claimed.\n"
