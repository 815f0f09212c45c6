"""MP206: what a task of a pool cannot hold, by the start method."""

from __future__ import annotations

import pytest

from snippets import Check

POOL = """
import multiprocessing as mp


def work(queue):
    queue.put(1)


if __name__ == "__main__":
    {0}
    queue = mp.Queue()
    with {1}.Pool(1) as pool:
        pool.apply(work, (queue,)){2}
"""


@pytest.mark.parametrize(("first", "makes"), [("mp.set_start_method({0!r})", "mp"), ("pass", "mp.get_context({0!r})")])
def test_nothing_is_known_of_a_start_method_of_somebodys_own(check: Check, first: str, makes: str) -> None:
    for method, mark in (("dragon", ""), ("spawn", "  # MP206"), ("fork", "  # MP206")):
        check("MP206", POOL.format(first.format(method), makes.format(method), mark))
