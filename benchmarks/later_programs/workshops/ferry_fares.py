"""Fares of a ferry line; the season's terms are read once and given to every worker."""

from __future__ import annotations

import concurrent.futures
import json
import typing as t

SEASON = '{"surcharge": 0.25, "bicycles": 6, "classes": {"deck": 12, "cabin": 48}}'


class Booking(t.NamedTuple):
    travel_class: str
    passengers: int
    bicycles: int = 0


class Terms:
    surcharge: float = 0.0
    bicycles: int = 0
    classes: t.ClassVar[dict[str, int]] = {"deck": 10}

    @classmethod
    def install(cls, text: str) -> None:
        for name, value in json.loads(text).items():
            setattr(cls, name, value)

    @classmethod
    def fare(cls, booking: Booking) -> float:
        seats = cls.classes.get(booking.travel_class, 0) * booking.passengers
        return round((seats + cls.bicycles * booking.bicycles) * (1 + cls.surcharge), 2)


def office(workers: int) -> concurrent.futures.ProcessPoolExecutor:
    """An executor whose processes know the terms."""
    return concurrent.futures.ProcessPoolExecutor(workers, initializer=Terms.install, initargs=(SEASON,))


def main() -> None:
    Terms.install(SEASON)
    bookings = [Booking("deck", 2, 2), Booking("cabin", 1), Booking("deck", 5)]
    with office(2) as executor:
        futures = {executor.submit(Terms.fare, booking): booking for booking in bookings}
        fares = {futures[done]: done.result() for done in concurrent.futures.as_completed(futures)}
    assert fares == {booking: Terms.fare(booking) for booking in bookings}, fares
    print("ok")


if __name__ == "__main__":
    main()
