from typing import Any, Tuple


class QuotaError(Exception):
    def __reduce__(self) -> Tuple[Any, ...]:
        return _rebuild, (type(self), dict(vars(self)))


def _rebuild(kind: type, state: dict) -> QuotaError:
    return kind(**state)


class QuotaExceeded(QuotaError):
    def __init__(self, *, team: str, requested: int) -> None:
        super().__init__(f"{team} asked for {requested}")
        self.team = team
        self.requested = requested


class QuotaUnknown(Exception):
    def __init__(self, team: str, hint: str) -> None:
        super().__init__(team, hint)
        self.team = team
        self.hint = hint

    def __str__(self) -> str:
        return f"no quota for {self.team}: {self.hint}"
