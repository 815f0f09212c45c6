"""Checks by name of the field."""

from typing import Any, Callable, Dict

from errors import Missing, OutOfRange

Check = Callable[[str, Any], None]


def in_range(low: float, high: float, field: str, value: Any) -> None:
    if value is None:
        raise Missing(field, value)
    if not low <= value <= high:
        raise OutOfRange(field, value)


def check_record(record: Dict[str, Any]) -> int:
    """How many fields were checked."""
    in_range(-40, 60, "temperature", record.get("temperature"))
    in_range(0, 100, "humidity", record.get("humidity"))
    return 2
