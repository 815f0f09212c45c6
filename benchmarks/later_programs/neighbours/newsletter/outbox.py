"""Subscribers and what they get."""
from __future__ import annotations

from pathlib import Path
from string import Template

LETTER = Template("Dear $name,\n\nthe next walk starts at $place.\n")

SUBSCRIBERS = [
    {"id": "17", "name": "Ines", "place": "the mill"},
    {"id": "23", "name": "Olu"},
    {"id": "31", "name": "Per", "place": "the bridge"},
    {"id": "38", "name": "Wen"},
]


def render(subscriber: dict[str, str], folder: Path) -> None:
    text = LETTER.substitute(subscriber)
    (folder / f"{subscriber['id']}.txt").write_text(text, encoding="utf-8")
