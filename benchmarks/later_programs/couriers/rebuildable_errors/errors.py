from __future__ import annotations


class CourierError(Exception):
    code = "courier"


class AddressRejected(CourierError):
    code = "address"

    def __init__(self, parcel: str, reason: str, attempts: int) -> None:
        super().__init__(f"{parcel}: {reason} (after {attempts} tries)")
        self.parcel = parcel
        self.reason = reason
        self.attempts = attempts

    def __reduce__(self):
        return type(self), (self.parcel, self.reason, self.attempts)


class DepotClosed(CourierError):
    code = "depot"

    def __init__(self, depot: str, hour: int) -> None:
        super().__init__(depot, hour)
        self.depot, self.hour = depot, hour

    def __str__(self) -> str:
        return f"depot {self.depot} closes at {self.hour}"
