"""MP401: joins of processes that have ended, say that they are done, or are given up; and of others."""

from __future__ import annotations

import textwrap

import pytest

from mpcheck.findings import Confidence
from snippets import Check

_VIEW = """
import multiprocessing as mp

def work(out, rows):
    for row in rows:
        out.put(row)

class View:
    def __init__(self):
        self.out = mp.Queue()
        self.process = None

    def start(self, rows):
        self.process = mp.Process(target=work, args=(self.out, rows))
        self.process.start()

    def finish(self):
        if self.process is not None:
            self.process.join()
        self.process = None

    def clear(self):
        while not self.out.empty():
            self.out.get_nowait()

    def stop(self):
{body}
        self.clear()
"""
SURELY_ENDED = {
    "a method that joins": """
        if self.process is not None and self.process.is_alive():
            return
        self.finish()
        """,
    "a method that joins, under the test": """
        if self.process is None or not self.process.is_alive():
            self.finish()
        """,
    "a join after both tests": """
        if not self.process or self.process.is_alive():
            return
        self.process.join()
        """,
    "a join after the test of what there is": """
        if self.process and self.process.is_alive():
            return
        self.process.join()
        """,
}
MAY_RUN = {
    "another test beside it": """
        if self.ready and self.process.is_alive():
            return
        self.finish()  # MP401
        """,
    "another object there": """
        if self.out is not None and self.process.is_alive():
            return
        self.process.join()  # MP401
        """,
    "started anew after the test": """
        if self.process is not None and self.process.is_alive():
            return
        self.start([1, 2])
        self.process.start()
        self.finish()  # MP401
        """,
    "what still runs": """
        if self.process is not None and self.process.is_alive():
            self.finish()  # MP401
        """,
}


def _view(body: str) -> str:
    return _VIEW.format(body=textwrap.indent(textwrap.dedent(body).strip(), " " * 8))


@pytest.mark.parametrize("body", [*SURELY_ENDED.values(), *MAY_RUN.values()], ids=[*SURELY_ENDED, *MAY_RUN])
def test_after_a_test_that_the_process_has_ended(check: Check, body: str) -> None:
    check("MP401", _view(body))


_STOPPED = """
import multiprocessing as mp

def work(out, rows):
    for row in rows:
        out.put(row)

def stop(process):
    process.join(5)
    if process.is_alive():
        process.terminate()

def main(rows):
    out = mp.Queue()
    process = mp.Process(target=work, args=(out, rows))
    process.start()
{body}
    return out.get()
"""


def test_a_process_that_is_stopped_before_what_is_left_is_read_is_a_guess(check: Check) -> None:
    [finding] = check("MP401", _STOPPED.format(body="    stop(process)  # MP401"))
    assert finding.confidence is Confidence.LOW


def test_a_result_that_is_lost_with_the_process_is_no_guess(check: Check) -> None:
    body = "    process.join(5)  # MP401\n    if process.is_alive():\n        process.terminate()"
    [finding] = check("MP401", _STOPPED.format(body=body))
    assert finding.confidence is Confidence.MEDIUM


_NEXT = """
import multiprocessing as mp

def work(out, rows):
    for row in rows:
        out.put(row)

class Worker:
    def __init__(self, rows):
        {made}
        self.process = mp.Process(target=work, args=(self.out, rows))
        self.process.start()
        self.first = self.out.get()

    def close(self):
        self.process.join()

class Service:
    def __init__(self):
        self.workers = {{}}

    def renew(self, user, rows):
        if user in self.workers:
            self.workers[user].close(){found}
        self.workers[user] = Worker(rows)
"""


def test_the_queue_of_the_next_object_is_another(check: Check) -> None:
    check("MP401", _NEXT.format(made="self.out = mp.Queue()", found=""))


def test_the_queue_of_all_objects_is_the_same(check: Check) -> None:
    source = _NEXT.format(made="self.out = OUT", found="  # MP401")
    check("MP401", source.replace("class Worker", "OUT = mp.Queue()\n\nclass Worker"))


_FLAGS = """
import multiprocessing as mp

class Runner:
    def __init__(self, size):
        self.ours, self.theirs = {pipe}
        self.done = mp.Array("b", size)
        self.ready = mp.Event()
        self.running = [None] * size

    def work(self, job, number):
        {work}

    def start(self, jobs):
        for number, job in enumerate(jobs):
            self.running[number] = mp.Process(target=self.work, args=(job, number))
            self.running[number].start()

    def join_done(self):
        done = list(self.done)
        for number, process in enumerate(self.running):
            if {test}:
                process.join()

    def run(self, jobs):
        self.start(jobs)
        while True:
            self.join_done(){found}
            while self.ours.poll():
                print(self.ours.recv())
"""
_SENT = "self.theirs.send(job())"
_SAID = "self.done[number] = 1"
ANNOUNCED = {
    "an array": (f"{_SENT}; {_SAID}", "self.done[number]"),
    "a copy of it": (f"{_SENT}; {_SAID}", "done[number] == 1"),
    "an event": (f"{_SENT}; self.ready.set()", "self.ready.is_set()"),
}
NOT_ANNOUNCED = {
    "too early": (f"{_SAID}; {_SENT}", "done[number] == 1"),
    "more follows": (f"for one in job(): self.theirs.send(one); {_SAID}", "done[number] == 1"),
    "another flag": (f"{_SENT}; {_SAID}", "self.ready.is_set()"),
    "the opposite": (f"{_SENT}; {_SAID}", "not done[number]"),
}


@pytest.mark.parametrize(("work", "test"), ANNOUNCED.values(), ids=ANNOUNCED)
def test_a_process_that_says_when_all_is_sent(check: Check, work: str, test: str) -> None:
    check("MP401", _FLAGS.format(pipe="mp.Pipe(False)", work=work, test=test, found=""))


@pytest.mark.parametrize(("work", "test"), NOT_ANNOUNCED.values(), ids=NOT_ANNOUNCED)
def test_a_process_that_does_not_say_that_all_is_sent(check: Check, work: str, test: str) -> None:
    check("MP401", _FLAGS.format(pipe="mp.Pipe(False)", work=work, test=test, found="  # MP401"))


def test_what_is_put_into_a_queue_is_still_on_its_way(check: Check) -> None:
    source = _FLAGS.format(pipe="[mp.Queue()] * 2", work=f"{_SENT}; {_SAID}", test="done[number]", found="  # MP401")
    check("MP401", source.replace(".send", ".put").replace(".recv", ".get").replace("self.ours.poll()", "1"))
