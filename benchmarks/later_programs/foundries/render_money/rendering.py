"""How values look in reports; applications add renderers for their own types."""

from functools import singledispatch

from models import Row


@singledispatch
def to_text(value: object) -> str:
    return "?"


@to_text.register(str)
@to_text.register(int)
def _plain(value) -> str:
    return str(value)


def render_row(row: Row) -> str:
    return " | ".join([row.item, *map(to_text, row.cells)])
