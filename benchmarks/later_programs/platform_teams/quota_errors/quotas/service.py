from typing import NamedTuple

from .errors import QuotaExceeded, QuotaUnknown

LIMITS = {"search": 40, "billing": 10}


class Reservation(NamedTuple):
    team: str
    cores: int


def reserve(reservation: Reservation) -> int:
    limit = LIMITS.get(reservation.team)
    if limit is None:
        raise QuotaUnknown(reservation.team, "ask the platform team")
    if reservation.cores > limit:
        raise QuotaExceeded(team=reservation.team, requested=reservation.cores)
    return reservation.cores
