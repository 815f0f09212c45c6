"""Jobs that run in the workers of the render queue."""
from typing import NamedTuple


class Document(NamedTuple):
    key: str
    lines: list
