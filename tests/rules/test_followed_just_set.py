"""What an attribute is where its own method has just set it, in one of several ways."""

from __future__ import annotations

import pytest

from snippets import Check

WRITER = """
import multiprocessing as mp
import queue
import threading


def loop(tasks):
    print(tasks.get())


class Writer:
    def __init__(self, processes=0):
        self.queue = None
        if processes > 0:
            self.queue = {here}
            for _ in range(processes):
                mp.Process(target=loop, args=(self.queue,)).start(){mark}
        else:
            self.queue = {there}
            threading.Thread(target=loop, args=(self.queue,)).start()


def make(processes):
    return Writer(processes)
"""

BETWEEN = """
import multiprocessing as mp
import queue


def loop(tasks):
    print(tasks.get())


class Writer:
    def __init__(self, fast):
        if fast:
            self.queue = mp.Queue()
        else:
            self.queue = mp.JoinableQueue()
        {between}
        mp.Process(target=loop, args=(self.queue,)).start(){mark}

    def use_threads(self):
        self.queue = queue.Queue()


if __name__ == "__main__":
    Writer(True)
"""


@pytest.mark.parametrize(
    ("here", "there", "mark"),
    [
        ("mp.JoinableQueue()", "queue.Queue()", ""),
        ("queue.Queue()", "mp.JoinableQueue()", "  # MP205"),
    ],
)
def test_the_arm_in_which_it_is_set_decides(check: Check, here: str, there: str, mark: str) -> None:
    check("MP205", WRITER.format(here=here, there=there, mark=mark))


def test_what_another_method_gives_it_is_not_what_was_just_set(check: Check) -> None:
    check("MP205", BETWEEN.format(between="pass", mark=""))
    check("MP205", BETWEEN.format(between="self.use_threads()", mark="  # MP205"))


def test_in_a_loop_what_its_end_sets_counts_at_its_begin(check: Check) -> None:
    looping = """
    import multiprocessing as mp
    import queue

    class Writer:
        def start(self):
            self.queue = mp.Queue()
            for _ in range(3):
                mp.Process(target=print, args=(self.queue,)).start()  # MP205
                self.queue = queue.Queue()
    """
    check("MP205", looping)
    check("MP205", looping.replace("self.queue = queue", "other = queue").replace("  # MP205", ""))
