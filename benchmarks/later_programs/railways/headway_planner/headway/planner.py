import multiprocessing
from typing import List

from .model import Line

RELEASE_SECONDS = 12


def shortest_headway(line: Line) -> int:
    slowest = max(section.seconds for section in line.sections)
    return int(slowest) + RELEASE_SECONDS


class Planner:
    def __init__(self, workers: int):
        self._workers = workers

    def plan(self, lines: List[Line]) -> List[int]:
        with multiprocessing.Pool(self._workers) as pool:
            return pool.map(shortest_headway, lines)
