"""Write what was verified, as JSON for programs and as a Markdown table for people."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from tabulate import tabulate

from mpcheck.rules.base import Rule
from verification.execute import Result
from verification.interpreters import Interpreter
from verification.judge import describe
from verification.plan import programs_of

Matrix: TypeAlias = "dict[str, Any]"
_INTRODUCTION = """\
# What was verified

Every rule carries whole programs, bad ones and their repairs, with what each of them does. This is how many of these
claims were seen when the programs were really run: the number of runs that went as claimed, of those under that Python
(a run is one program under one start method; *-* means that no claim is made there). Where a program does not say what it
does under some start method, the targets that its finding lists decide whether it has to fail or to work.
Under 3.8, 3.11, 3.14, 3.15 and Windows' 3.13 every program was run, and under 3.13 every bad one. What is left are programs
that have less to tell: at least a twelfth of them was run, drawn by name, and those that speak of versions
(`nox -s verify -- --all` runs all).
Made by `nox -s verify`.
"""


def write(path: Path, rules: Iterable[Rule], pythons: Sequence[Interpreter], results: Sequence[Result]) -> None:
    """Write ``path`` as JSON, and beside it the table with the suffix ``.md``; what it says of other rules stays."""
    matrix = as_json(tuple(rules), pythons, results)
    if path.exists():
        matrix = _merged(json.loads(path.read_text(encoding="utf-8")), matrix)
    path.write_text(_lines(matrix), encoding="utf-8")
    path.with_suffix(".md").write_text(as_markdown(matrix), encoding="utf-8")


def as_json(rules: Sequence[Rule], pythons: Iterable[Interpreter], results: Sequence[Result]) -> Matrix:
    """What was seen of every program: kinds of outcome by Python and start method.

    ``objections`` says of each run that did not go as claimed why, ``not_run`` where a claim comes from that no
    machine here can show.
    """
    seen: dict[tuple[str, str], dict[str, dict[str, str]]] = {}
    for result in results:
        run = result.run
        by_python = seen.setdefault((run.program.rule, run.program.name), {})
        by_python.setdefault(run.interpreter.name, {})[run.method] = describe(result.observed)
    return {
        "rules": {rule.code: rule.name for rule in rules},
        "pythons": [
            {"name": p.name, "version": str(p.version), "implementation": p.implementation, "platform": p.platform}
            for p in pythons
        ],
        "programs": [{"rule": rule, "program": name, "seen": found} for (rule, name), found in seen.items()],
        "objections": [
            {
                "rule": r.run.program.rule,
                "program": r.run.program.name,
                "python": r.run.interpreter.name,
                "start_method": r.run.method,
                "claimed": r.run.claim.kind,
                "claimed_by": r.run.claimed_by,
                "objection": r.objection,
            }
            for r in results
            if r.objection
        ],
        "not_run": [
            {"rule": p.rule, "program": p.name, "source": p.example.platform_only}
            for rule in rules
            for p in programs_of(rule)
            if (p.rule, p.name) not in seen
        ],
    }


def _merged(old: Matrix, new: Matrix) -> Matrix:
    """The new results, and the old ones of the rules of which the new say nothing."""
    kept = {
        key: [row for row in old[key] if row["rule"] not in new["rules"]]
        for key in ("programs", "objections", "not_run")
    }
    names = {python["name"] for python in new["pythons"]}
    return {
        "rules": dict(sorted({**old["rules"], **new["rules"]}.items())),
        "pythons": [*new["pythons"], *(python for python in old["pythons"] if python["name"] not in names)],
        **{key: sorted([*rows, *new[key]], key=lambda row: row["rule"]) for key, rows in kept.items()},
    }


def _lines(matrix: Matrix) -> str:
    """JSON with a line for each program, so that changes of one do not touch the others."""
    parts = []
    for key, held in matrix.items():
        if isinstance(held, list):
            rows = ",\n".join(f"  {json.dumps(row)}" for row in held)
            parts.append(f" {json.dumps(key)}: [\n{rows}\n ]" if held else f" {json.dumps(key)}: []")
        else:
            parts.append(f" {json.dumps(key)}: {json.dumps(held)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def as_markdown(matrix: Matrix) -> str:
    """One row for each rule, one column for each Python."""
    total: Counter[tuple[str, str]] = Counter()
    for program in matrix["programs"]:
        for python, methods in program["seen"].items():
            total[program["rule"], python] += len(methods)
    agreed = total - Counter((row["rule"], row["python"]) for row in matrix["objections"])
    pythons = [python["name"] for python in matrix["pythons"]]

    def cell(code: str, python: str) -> str:
        return f"{agreed[code, python]}/{total[code, python]}" if total[code, python] else "-"

    rows = [[f"{code} {name}", *(cell(code, python) for python in pythons)] for code, name in matrix["rules"].items()]
    table = tabulate(rows, headers=["rule", *pythons], tablefmt="github")
    return f"{_INTRODUCTION}\n{table}\n\n{sum(agreed.values())} of {sum(total.values())} runs went as claimed.\n"
