"""Answers a routing request within a time budget, with a rough answer as the last resort."""
from __future__ import annotations

import time
from concurrent import futures as cf
from typing import Callable, NamedTuple


class Request(NamedTuple):
    start: str
    goal: str
    stops: int


def exact_route(request: Request) -> float:
    time.sleep(0.8 * request.stops)
    return 10.0 * request.stops


def rough_route(request: Request) -> float:
    return 12.0 * request.stops


def budgeted(pool: cf.Executor, budget: float, fallback: Callable) -> Callable:
    def answer(request: Request) -> float:
        future = pool.submit(exact_route, request)
        try:
            return future.result(timeout=budget)
        except cf.TimeoutError:
            future.cancel()
            return fallback(request)

    return answer


def serve(request: Request, budget: float) -> float:
    with cf.ProcessPoolExecutor(max_workers=1) as pool:
        return budgeted(pool, budget, rough_route)(request)


def main():
    began = time.monotonic()
    length = serve(Request("depot", "harbour", 5), budget=0.25)
    took = time.monotonic() - began
    print(f"length {length}, {'within' if took < 3 else 'over'} the limit")
    print("ok" if length == 60.0 and took < 3 else "wrong")


if __name__ == "__main__":
    main()
