"""What differs between the reports of several machines or Pythons, and which findings that decides."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from mpcheck.env.judge import Row
from mpcheck.env.survey import Interpreter

#: The facts that a program can depend on; what else a probe finds changes from run to run.
FACTS: Mapping[str, tuple[str, ...]] = {
    "interpreter": ("version", "implementation", "platform", "machine", "bits", "gil_enabled", "optimize", "container"),
    "start-methods": ("default", "available"),
    "cpu": ("cpu_count", "affinity", "quota"),
    "limits": ("processes", "open_files", "address_space", "file_size", "pids_max", "memory_max", "sigchld_ignored"),
    "dev-shm": ("exists", "size"),
    "af-unix": ("longest_path",),
    "sem-open": ("largest_value", "can_be_read"),
    "environment": ("c_library", "wsl", "gvisor", "android", "lambda", "variables"),
    "inheritance": ("inherited",),
    "fork-unsafe-modules": ("loaded", "installed"),
}


ABSENT = "-"


@dataclass(frozen=True)
class Difference:
    """One thing that is not the same everywhere; ``values`` are in the order of the reports."""

    what: str
    values: tuple[str, ...]
    rules: tuple[str, ...]


def differences(reports: Sequence[Interpreter]) -> list[Difference]:
    """All that differs: verdicts first, then facts, each in the order of the reports.

    A verdict that only some have is a difference; a fact that only some have is not known elsewhere.
    """
    verdicts = [{(row.id, row.start_method): row for row in one.probes} for one in reports]
    keys = list(dict.fromkeys(key for rows in verdicts for key in rows))
    found = [_verdict(key, [rows.get(key) for rows in verdicts]) for key in keys]
    differing = [one for one in found if len(set(one.values)) > 1]
    rows = [{row.id: row for row in one.probes} for one in reports]
    facts = [_fact(probe, name, [mine.get(probe) for mine in rows]) for probe in FACTS for name in FACTS[probe]]
    return differing + [one for one in facts if len(set(one.values) - {ABSENT}) > 1]


def as_json(found: Sequence[Difference], labels: Sequence[str]) -> str:
    """As an object: the reports' names and the differences."""
    return json.dumps(
        {"schema_version": 1, "reports": list(labels), "differences": [asdict(one) for one in found]}, indent=2
    )


def _verdict(key: tuple[str, str | None], rows: Sequence[Row | None]) -> Difference:
    name, method = key
    values = tuple(ABSENT if row is None else "ok" if row.status == "slow" else row.status for row in rows)
    return Difference(f"{name} ({method})" if method else name, values, _rules(rows))


def _fact(probe: str, name: str, rows: Sequence[Row | None]) -> Difference:
    values = tuple(text_of(row.facts[name]) if row is not None and name in row.facts else ABSENT for row in rows)
    return Difference(f"{probe}: {name.replace('_', ' ')}", values, _rules(rows))


def _rules(rows: Sequence[Row | None]) -> tuple[str, ...]:
    return tuple(sorted({rule for row in rows if row is not None for rule in row.rules}))


def text_of(value: Any) -> str:
    """A fact for people."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {text_of(one)}" for name, one in value.items()) or "none"
    if isinstance(value, list | tuple):
        return ", ".join(map(text_of, value)) or "none"
    return str(value)
