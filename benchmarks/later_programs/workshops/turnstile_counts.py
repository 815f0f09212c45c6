"""Counts the visitors of a stadium from the logs of its turnstiles."""

from __future__ import annotations

import multiprocessing
from dataclasses import dataclass


@dataclass
class Log:
    gate: str
    entries: list[str]


class Gate:
    """All gates count into the same two numbers."""

    admitted = multiprocessing.Value("l", 0)
    refused = multiprocessing.Value("l", 0)

    @classmethod
    def book(cls, admitted: int, refused: int) -> None:
        with cls.admitted.get_lock():
            cls.admitted.value += admitted
        with cls.refused.get_lock():
            cls.refused.value += refused

    @classmethod
    def report(cls) -> str:
        return f"{cls.admitted.value} admitted, {cls.refused.value} refused"


def read(log: Log) -> str:
    valid = sum(1 for entry in log.entries if entry.startswith("T"))
    Gate.book(valid, len(log.entries) - valid)
    return log.gate


def logs() -> list[Log]:
    return [
        Log("north", ["T100", "T101", "X", "T102"]),
        Log("south", ["T200", "T201"]),
        Log("east", ["X", "X", "T300"]),
    ]


def main() -> None:
    with multiprocessing.Pool(3) as pool:
        for gate in pool.imap_unordered(read, logs()):
            print(f"{gate} read")
    report = Gate.report()
    print("ok" if report == "6 admitted, 3 refused" else report)


if __name__ == "__main__":
    main()
