"""Adds up what the tenants use; heavy enough for processes."""

from __future__ import annotations

from errors import QuotaError

LIMITS = {"north": 5_000, "south": 120, "west": 900}


def usage(records: list[tuple[int, int]]) -> int:
    return sum(count * size for count, size in records)


def settle(tenant: str, records: list[tuple[int, int]]) -> int:
    used = usage(records)
    if used > LIMITS[tenant]:
        raise QuotaError.exceeded(tenant, used, LIMITS[tenant])
    return LIMITS[tenant] - used
