"""How one label looks."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

WIDTH = 34


@dataclass(frozen=True)
class Item:
    inventory: str
    title: str
    note: str = ""


def render(item: Item) -> str:
    head = f"[{item.inventory}] {item.title}"
    lines = textwrap.wrap(head, WIDTH)
    if item.note:
        lines.append("-" * WIDTH)
        lines += textwrap.wrap(item.note, WIDTH)
    return "\n".join(lines)
