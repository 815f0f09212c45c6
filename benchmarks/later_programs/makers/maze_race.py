"""Mice race through mazes; each maze is solved by a worker, the hall screen shows how it goes."""
from __future__ import annotations

import multiprocessing as mp
import queue
import random
import sys
from typing import Iterator

Cell = tuple


def maze(seed: int, size: int = 12) -> set[Cell]:
    """The free cells."""
    rng = random.Random(seed)
    free = {(x, y) for x in range(size) for y in range(size) if rng.random() > 0.25}
    return free | {(x, 0) for x in range(size)} | {(size - 1, y) for y in range(size)}


def solve(free: set[Cell], size: int = 12) -> int:
    """Length of the shortest way; the queue is used by this function alone."""
    todo: queue.Queue = queue.Queue()
    todo.put(((0, 0), 0))
    seen = {(0, 0)}
    while not todo.empty():
        (x, y), steps = todo.get()
        if (x, y) == (size - 1, size - 1):
            return steps
        for cell in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
            if cell in free and cell not in seen:
                seen.add(cell)
                todo.put((cell, steps + 1))
    raise ValueError("no way out")


def mouse(mazes, finished) -> None:
    for seed in iter(mazes.get, None):
        finished.put((seed, solve(maze(seed))))
    finished.put(None)


def results(finished, mice: int) -> Iterator[tuple]:
    while mice:
        item = finished.get()
        if item is None:
            mice -= 1
        else:
            yield item


def screen(left) -> str:
    try:
        return f"about {left.qsize()} left"
    except NotImplementedError:
        return "still racing"


def race(seeds: list[int], mice: int = 2) -> dict[int, int]:
    mazes, finished = mp.Queue(), mp.Queue()
    team = [mp.Process(target=mouse, args=(mazes, finished)) for _ in range(mice)]
    for each in team:
        each.start()
    for seed in seeds:
        mazes.put(seed)
    for _ in team:
        mazes.put(None)
    steps = {}
    for seed, length in results(finished, mice):
        steps[seed] = length
        print("maze", seed, "in", length, "steps,", screen(mazes), file=sys.stderr)
    for each in team:
        each.join()
    return steps


def rehearsal(seeds: list[int]) -> int:
    """The same in one process, by a stack of work that nobody else touches."""
    todo = queue.LifoQueue()
    for seed in seeds:
        todo.put(seed)
    total = 0
    while True:
        try:
            seed = todo.get_nowait()
        except queue.Empty:
            return total
        total += solve(maze(seed))


def main() -> None:
    seeds = list(range(10))
    steps = race(seeds)
    for seed in sorted(steps, key=lambda s: (steps[s], s))[:3]:
        print(f"maze {seed}: {steps[seed]} steps")
    assert sorted(steps) == seeds and sum(steps.values()) == rehearsal(seeds)
    print("ok")


if __name__ == "__main__":
    main()
