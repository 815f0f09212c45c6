"""Summarise accelerometer recordings of a gait study, one subject per task."""
import math
import multiprocessing
import statistics
import sys
from typing import Iterable, Iterator

SUBJECTS = {"S01": 1.7, "S02": 1.9, "S03": 2.2}
RATE = 50
WINDOW = 100


def recording(step_rate: float, seconds: int = 8) -> list:
    return [9.81 + math.sin(2 * math.pi * step_rate * n / RATE) for n in range(RATE * seconds)]


def windows(signal: list, size: int = WINDOW, step: int = WINDOW // 2) -> Iterator[list]:
    for start in range(0, len(signal) - size + 1, step):
        yield signal[start:start + size]


def summarise(subject: str, parts: Iterable[list]) -> dict:
    spreads = [statistics.pstdev(part) for part in parts]
    return {
        "subject": subject,
        "windows": len(spreads),
        "spread": statistics.fmean(spreads),
    }


def study(pool) -> list:
    jobs = [(subject, windows(recording(rate))) for subject, rate in SUBJECTS.items()]
    return pool.starmap(summarise, jobs)


def report(rows: list) -> None:
    for row in rows:
        print("{subject}: {windows} windows, sd {spread:.3f}".format(**row), file=sys.stderr)


def main() -> int:
    with multiprocessing.get_context("spawn").Pool(processes=2) as pool:
        rows = study(pool)
    report(rows)
    print("ok" if [row["windows"] for row in rows] == [7, 7, 7] else "windows are missing")
    return 0


if __name__ == "__main__":
    sys.exit(main())
