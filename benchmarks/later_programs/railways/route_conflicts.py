from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from typing import Protocol


class InterlockingError(Exception):
    """Root of everything an interlocking may refuse."""


class RouteConflict(InterlockingError):
    def __init__(self, route: str, held_by: str):
        self.route = route
        self.held_by = held_by

    def __str__(self) -> str:
        return f"{self.route} is locked by {self.held_by}"


@dataclass(frozen=True)
class RouteRequest:
    train: str
    route: str


class RouteBook(Protocol):
    def holder(self, route: str) -> str | None: ...


class StaticRouteBook:
    def __init__(self, holders: dict[str, str]):
        self._holders = dict(holders)

    def holder(self, route: str) -> str | None:
        return self._holders.get(route)


class RouteSetter:
    def __init__(self, book: RouteBook):
        self.book = book

    def lock(self, request: RouteRequest) -> str:
        holder = self.book.holder(request.route)
        if holder is not None and holder != request.train:
            raise RouteConflict(route=request.route, held_by=holder)
        return f"{request.train}:{request.route}"


def run(requests: list[RouteRequest], setter: RouteSetter) -> tuple[list[str], list[str]]:
    granted, refused = [], []
    with ProcessPoolExecutor(max_workers=2) as executor:
        pending = [executor.submit(setter.lock, request) for request in requests]
        for future in as_completed(pending):
            try:
                granted.append(future.result())
            except RouteConflict as conflict:
                refused.append(conflict.route)
    return granted, refused


def main() -> int:
    setter = RouteSetter(StaticRouteBook({"W-3": "IC 511", "W-4": "RE 20"}))
    granted, refused = run(
        [
            RouteRequest("IC 511", "W-3"),
            RouteRequest("S 44", "W-4"),
            RouteRequest("S 46", "W-9"),
        ],
        setter,
    )
    if refused != ["W-4"] or len(granted) != 2:
        return 1
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
