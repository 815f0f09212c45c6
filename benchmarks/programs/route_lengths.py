import math
import multiprocessing
import sys
from typing import NamedTuple


class Point(NamedTuple):
    x: float
    y: float


def distance(a: Point, b: Point) -> float:
    return math.hypot(a.x - b.x, a.y - b.y)


def measure(route: list, length) -> None:
    total = 0.0
    for here, there in zip(route, route[1:]):
        step = distance(here, there)
        if step == 0:
            breakpoint()
        total += step
    length.value = total


def star(corners: int) -> list:
    angles = (4 * math.pi * n / corners for n in range(corners + 1))
    return [Point(math.cos(angle), math.sin(angle)) for angle in angles]


def main() -> int:
    routes = {n: star(n) for n in (5, 7, 9)}
    routes[7].insert(3, routes[7][3])
    lengths = {n: multiprocessing.Value("d", 0.0) for n in routes}
    surveyors = {}
    for n, route in routes.items():
        surveyors[n] = multiprocessing.Process(target=measure, args=(route, lengths[n]))
        surveyors[n].start()
    for surveyor in surveyors.values():
        surveyor.join()
    failed = [n for n, surveyor in surveyors.items() if surveyor.exitcode]
    if failed:
        print("could not measure", *failed)
    else:
        print([round(length.value, 3) for length in lengths.values()])
        print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
