"""Turns invoice numbers into page markup."""
from __future__ import annotations

LINE = "{number:>8} | {text:<40} | {amount:>10.2f}\n"


def render_page(number: int, lines: int) -> str:
    rows = (LINE.format(number=number, text=f"item {i}", amount=i * 1.25) for i in range(lines))
    return "".join(rows)


def render_range(numbers, lines, sink):
    for number in numbers:
        sink.put((number, render_page(number, lines)))
