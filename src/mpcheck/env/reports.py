"""Write what was found: as a table, as Markdown, or as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict

import mpcheck
from mpcheck.env import comparison
from mpcheck.env.comparison import Difference
from mpcheck.env.survey import Interpreter
from mpcheck.env.tables import WIDTH, Document, Table, wrapped
from mpcheck.visible import visible

FORMATS = ("table", "json", "markdown")
SCHEMA_VERSION = 1
SIDES = (28, 19)  # the outer columns of a comparison
NARROWEST = 8


def report(interpreters: Sequence[Interpreter], form: str) -> str:
    """The report in one of FORMATS, with a line end at its end."""
    return {"table": as_table, "json": as_json, "markdown": as_markdown}[form](interpreters) + "\n"


def as_json(interpreters: Sequence[Interpreter]) -> str:
    """As `schemas/env-report.schema.json` says."""
    content = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "mpcheck", "version": mpcheck.__version__},
        "interpreters": [asdict(one) for one in interpreters],
    }
    return json.dumps(content, indent=2)


def as_table(interpreters: Sequence[Interpreter]) -> str:
    """For a terminal of 100 columns; plain text."""
    document = Document(interpreters)
    parts = [f"{label}: {visible(one.executable)}" for label, one in zip(document.labels, interpreters, strict=True)]
    parts += [f"\n{_tabulated(table, 'simple')}" for table in document.tables()]
    for note in document.notes():
        parts.append("\n" + wrapped(f"[{note.number}] {visible(note.title)}", ""))
        parts.append(wrapped(visible(note.cause), "    "))
        parts += [wrapped(f"Cure: {visible(note.cure)}", "    ")] if note.cure else []
        parts += [wrapped(f"Decides findings of {', '.join(note.rules)}.", "    ")] if note.rules else []
    bugs = list(_bug_texts(document))
    parts += (
        ["\nKnown bugs of this version:" if len(interpreters) == 1 else "\nKnown bugs of these versions:"]
        if bugs
        else []
    )
    parts += [wrapped(text, "    ", "  - ") for text in bugs]
    return "\n".join([*parts, "", document.summary()])


def _bug_texts(document: Document) -> Iterator[str]:
    for bug, labels in document.known_bugs():
        where = f" On {', '.join(labels)}." if len(labels) < len(document.labels) else ""
        yield f"{bug.summary}{where} Cure: {bug.cure} Fixed in {', '.join(bug.fixed_in)}. {bug.reference}"


def as_markdown(interpreters: Sequence[Interpreter]) -> str:
    """For an issue or a job summary."""
    document = Document(interpreters)
    parts = [
        f"- {literal(label)}: {literal(one.executable)}"
        for label, one in zip(document.labels, interpreters, strict=True)
    ]
    parts += [f"\n{_tabulated(_literal(table), 'github')}" for table in document.tables()]
    parts.append("")
    for note in document.notes():
        cure = f" Cure: {literal(note.cure)}" if note.cure else ""
        rules = f" Decides findings of {', '.join(note.rules)}." if note.rules else ""
        parts.append(f"- \\[{note.number}\\] **{literal(note.title)}**: {literal(note.cause)}{cure}{rules}")
    parts += ["", "Known bugs:", ""] if document.known_bugs() else []
    parts += [f"- {text}" for text in _bug_texts(document)]
    return "\n".join([*parts, "", document.summary()])


def comparison_report(found: Sequence[Difference], labels: Sequence[str], form: str) -> str:
    """What differs between reports, in one of FORMATS, with a line end at its end."""
    if form == "json":
        return comparison.as_json(found, labels) + "\n"
    if not found:
        return "Nothing differs.\n"
    heads = ("", *labels, "decides")
    table = Table(heads, [[one.what, *one.values, ", ".join(one.rules)] for one in found])
    if form == "markdown":
        return _tabulated(_literal(table), "github") + "\n"
    room = max((WIDTH - sum(SIDES) - 2) // len(labels) - 2, NARROWEST)
    return _tabulated(table, "simple", [SIDES[0], *(room for _ in labels), SIDES[1]]) + "\n"


def _tabulated(table: Table, form: str, widths: Sequence[int] | None = None) -> str:
    from tabulate import tabulate

    rows = [[visible(cell) for cell in row] for row in table.rows]
    heads = [visible(head) for head in table.heads]
    cells: list[int | None] | None = list(widths) if widths else None
    if table.heads[-1] == "detail" and form == "simple":
        cells = [None] * (len(table.heads) - 1) + [DETAIL_WIDTH]
    return tabulate(rows, heads, tablefmt=form, disable_numparse=True, maxcolwidths=cells, maxheadercolwidths=widths)


DETAIL_WIDTH = 50


def _literal(table: Table) -> Table:
    return Table(table.heads, [[literal(cell) for cell in row] for row in table.rows])


def literal(text: str) -> str:
    """The text so that Markdown shows it as it is."""
    return re.sub(r"([\\`*_{}\[\]<>|#~&@!])", r"\\\1", visible(text))
