from concurrent.futures import ProcessPoolExecutor
from functools import partial

from domain import Round, length, nearest_first


def try_start(rnd: Round, first: int) -> float:
    head = rnd.stops[first]
    tail = rnd.stops[:first] + rnd.stops[first + 1:]
    return length([rnd.depot] + nearest_first(head, tail) + [rnd.depot])


class Planner:
    candidates = 3

    def best(self, rnd: Round) -> float:
        with ProcessPoolExecutor(2) as candidates:
            return min(candidates.map(partial(try_start, rnd), range(self.candidates)))


def plan_round(rnd: Round) -> float:
    return round(Planner().best(rnd), 3)
