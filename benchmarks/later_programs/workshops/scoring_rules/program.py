"""Scores the entries of a contest by rules that the jury keeps in a file."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from multiprocessing.pool import Pool
from pathlib import Path

HERE = Path(__file__).parent
ENTRIES = {
    "Ada": "The mill turned slowly and nobody in the village could say why.",
    "Bo": "It was really, really late, and literally everyone slept.",
    "Cy": "Rain.",
}


def load(contest: str) -> Callable[[str], int]:
    path = HERE / "rules" / f"{contest}.py"
    names = runpy.run_path(str(path))
    return names["score"]


def ranking(entries: dict[str, str], score: Callable[[str], int]) -> list[tuple[str, int]]:
    with Pool(2) as pool:
        points = pool.map(score, entries.values())
    return sorted(zip(entries, points), key=lambda pair: -pair[1])


def main() -> None:
    for place, (name, points) in enumerate(ranking(ENTRIES, load("essays")), 1):
        print(f"{place}. {name} ({points})")
    print("ok")


if __name__ == "__main__":
    main()
