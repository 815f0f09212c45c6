"""Chemical kinetics with a solver that has to be restarted now and then."""
import argparse
import itertools
import multiprocessing
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Iterator, List, Sequence


@dataclass(frozen=True)
class Settings:
    max_workers: int = 2
    max_tasks_per_child: int = 3
    method: str = "rk4"


@dataclass
class Reaction:
    k1: float
    k2: float
    start: Sequence[float] = field(default=(1.0, 0.0, 0.0))

    def rates(self, c):
        forward, back = self.k1 * c[0], self.k2 * c[1]
        return (-forward, forward - back, back)


def euler(reaction, c, h):
    return tuple(x + h * r for x, r in zip(c, reaction.rates(c)))


def rk4(reaction, c, h):
    a = reaction.rates(c)
    b = reaction.rates([x + h / 2 * r for x, r in zip(c, a)])
    d = reaction.rates([x + h / 2 * r for x, r in zip(c, b)])
    e = reaction.rates([x + h * r for x, r in zip(c, d)])
    return tuple(x + h / 6 * (p + 2 * q + 2 * r + s) for x, p, q, r, s in zip(c, a, b, d, e))


SCHEMES = {"euler": euler, "rk4": rk4}


def integrate(task):
    reaction, method, steps, h = task
    c = tuple(reaction.start)
    for _ in range(steps):
        c = SCHEMES[method](reaction, c, h)
    return os.getpid(), c


class RecyclingPool:
    """Renews a worker after a number of tasks, and says how many it used."""

    def __init__(self, max_workers, max_tasks_per_child):
        self._pool = multiprocessing.Pool(max_workers, maxtasksperchild=max_tasks_per_child)
        self.pids = set()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self._pool.terminate()
        self._pool.join()

    def map(self, tasks: List[tuple]) -> Iterator[tuple]:
        for pid, result in self._pool.imap(integrate, tasks):
            self.pids.add(pid)
            yield result


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--method", choices=sorted(SCHEMES), default="rk4")
    settings = replace(Settings(), method=parser.parse_args().method)

    reactions = [Reaction(k1, k2) for k1, k2 in itertools.product((0.5, 1.0, 2.0), repeat=2)]
    tasks = [(reaction, settings.method, 2000, 0.002) for reaction in reactions]
    with RecyclingPool(settings.max_workers,
                       max_tasks_per_child=settings.max_tasks_per_child) as pool:
        ends = list(pool.map(tasks))
    with ThreadPoolExecutor(max_workers=2) as threads:
        lines = list(threads.map(lambda r, c: f"{r.k1:.1f} {r.k2:.1f}  {c[2]:.4f}", reactions, ends))
    print(*lines, sep="\n")
    print("workers used:", "several" if len(pool.pids) > settings.max_workers else "few")


if __name__ == "__main__":
    main()
