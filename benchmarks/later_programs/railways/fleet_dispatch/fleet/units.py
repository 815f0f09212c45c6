from typing import NamedTuple


class Trainset(NamedTuple):
    number: str
    seats: int
    range_km: int


class Duty(NamedTuple):
    code: str
    seats: int
    km: int
