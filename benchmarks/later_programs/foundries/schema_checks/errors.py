"""Exceptions of the checker; ``CheckError`` is the base of all."""

from typing import Any


class CheckError(Exception):
    """Something is wrong with a record."""

    summary = "invalid record"

    def __init__(self, field: str, value: Any) -> None:
        super().__init__(f"{self.summary}: {field}={value!r}")
        self.field = field
        self.value = value


class OutOfRange(CheckError):
    summary = "value out of range"


class Missing(CheckError):
    summary = "value missing"
