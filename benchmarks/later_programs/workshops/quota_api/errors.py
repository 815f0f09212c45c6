"""What can go wrong with a tenant's quota."""

from __future__ import annotations

from typing import TypeVar

E = TypeVar("E", bound="QuotaError")


class QuotaError(Exception):
    def __init__(self, tenant: str, used: int, limit: int) -> None:
        self.tenant = tenant
        self.used = used
        self.limit = limit

    def __str__(self) -> str:
        return f"{self.tenant} uses {self.used} of {self.limit}"

    @classmethod
    def exceeded(cls: type[E], tenant: str, used: int, limit: int) -> E:
        return cls(tenant=tenant, used=used, limit=limit)
