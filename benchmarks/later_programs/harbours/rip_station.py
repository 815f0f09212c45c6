"""Renders the pages of a print job.

The RIP shares its host with the database of the customers, which gets the first core
for itself: we keep to the last one.
"""

import multiprocessing
import os
from dataclasses import dataclass, field
from typing import List, Set


@dataclass
class Page:
    number: int
    objects: int


@dataclass
class Job:
    title: str
    pages: List[Page] = field(default_factory=list)


def own_cores() -> Set[int]:
    if hasattr(os, "sched_getaffinity"):
        return os.sched_getaffinity(0)
    return set(range(os.cpu_count() or 1))


def keep_off_the_database() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(own_cores())[-1:])


def render(page: Page) -> int:
    ink = 0
    for i in range(page.objects * 500):
        ink = (ink * 31 + i) % 10_007
    return ink


class Renderer:
    def __init__(self) -> None:
        self.workers = multiprocessing.cpu_count()
        self.pool = multiprocessing.Pool(self.workers)

    def __enter__(self) -> "Renderer":
        return self

    def __exit__(self, *exc) -> None:
        self.pool.close()
        self.pool.join()

    def run(self, job: Job) -> List[int]:
        return self.pool.map(render, job.pages)


def main() -> None:
    keep_off_the_database()
    job = Job("Tide tables 2027", [Page(n, 20 + n % 7) for n in range(24)])
    with Renderer() as renderer:
        inks = renderer.run(job)
    print(f"{job.title}: {len(inks)} pages")
    cores = len(own_cores())
    if renderer.workers > cores:
        print(f"overcommitted: {renderer.workers} workers on {cores} core")
    else:
        print("ok")


if __name__ == "__main__":
    main()
