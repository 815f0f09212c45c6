from dataclasses import dataclass
from functools import partial
from typing import Callable, Dict

from faults import InvalidRow


@dataclass(frozen=True)
class Column:
    name: str
    read: Callable
    accept: Callable

    def parse(self, line, text):
        value = self.read(text)
        if not self.accept(value):
            raise InvalidRow(line=line, column=self.name, value=value)
        return value


def in_range(low, high, value):
    return low <= value <= high


COLUMNS = (
    Column("name", str.strip, bool),
    Column("age", int, partial(in_range, 0, 130)),
    Column("discount", float, partial(in_range, 0.0, 0.5)),
)


def parse_line(numbered) -> Dict[str, object]:
    line, text = numbered
    return {column.name: column.parse(line, cell) for column, cell in zip(COLUMNS, text.split(";"))}
