"""MP401 where a queue is never read, or less often than something is put into it."""

from __future__ import annotations

import pytest

from mpcheck.findings import Confidence, Severity
from snippets import Check

_PROGRAM = """
        import numpy as np
        from multiprocessing import JoinableQueue, Process, Queue, SimpleQueue
        from threading import Thread

        def work(q, items=(), flag=False):
            {puts}

        def main(items):
            q = Queue()
            p = Process(target=work, args=(q, items))
            p.start()
            {then}
        """


def _program(puts: str, then: str = "p.join()  # MP401") -> str:
    lines = {"puts": puts, "then": then}
    return _PROGRAM.format(**{name: "\n            ".join(text.split("\n")) for name, text in lines.items()})


MUCH = {
    "a text": "q.put('x' * 100_000)",
    "a text with a name": "text = 'x' * 100_000\nq.put(text, block=False)",
    "bytes": "q.put(b'abc' * 50_000)",
    "an array": "q.put(np.zeros((1000, 1000)))",
    "a list": "q.put([0] * 100_000)",
    "numbers": "for n in range(10_000):\n    q.put(n)",
    "lists": "for n in range(5_000):\n    q.put([n, None, 'hello', 'world'])",
    "a loop in a loop": "for a in range(100):\n    for b in range(100):\n        q.put(a * b)",
    "a loop of unknown length": "for item in items:\n    q.put(item)",
    "as often as it goes": "with open('a') as file:\n    for line in file:\n        q.put(line)",
    "tried": "try:\n    q.put('x' * 100_000)\nfinally:\n    print('done')",
}


@pytest.mark.parametrize("puts", MUCH.values(), ids=MUCH)
def test_nobody_reads(check: Check, puts: str) -> None:
    assert [finding.confidence for finding in check("MP401", _program(puts))] == [Confidence.MEDIUM]


LITTLE = {
    "a word": "q.put('done')",
    "a number": "q.put(len(items))",
    "something": "q.put(items)",
    "a few": "for n in range(100):\n    q.put(n)",
    "perhaps": "if flag:\n    q.put('x' * 100_000)",
    "perhaps often": "for item in items:\n    if item:\n        q.put(item)",
    "errors": "for item in items:\n    try:\n        print(item)\n    except ValueError:\n        q.put(item)",
    "until the first": "for item in items:\n    q.put(item)\n    break",
    "it reads itself": "for item in items:\n    q.put(item)\nprint(q.get())",
    "it does not wait": "q.cancel_join_thread()\nq.put('x' * 100_000)",
}


@pytest.mark.parametrize("puts", LITTLE.values(), ids=LITTLE)
def test_it_may_fit(check: Check, puts: str) -> None:
    assert check("MP401", _program(puts, "p.join()")) == []


_TEN_THOUSAND = "for n in range(10_000):\n    q.put([n, None, 'hello'])"
TOO_FEW = {
    "one": "print(q.get())\np.join()  # MP401",
    "two": "first = q.get()\nsecond = q.get()\np.join()  # MP401",
    "a known number": "for _ in range(10):\n    print(q.get())\np.join()  # MP401",
    "before and after": "print(q.get())\np.join()  # MP401\nprint(q.get(timeout=1))",
    "one, and a loop that waits": "print(q.get())\nwhile p.is_alive():  # MP401\n    pass",
}


@pytest.mark.parametrize("then", TOO_FEW.values(), ids=TOO_FEW)
def test_less_is_read_than_put(check: Check, then: str) -> None:
    assert [finding.confidence for finding in check("MP401", _program(_TEN_THOUSAND, then))] == [Confidence.MEDIUM]


def test_a_time_limit_is_advice(check: Check) -> None:
    found = check("MP401", _program(_TEN_THOUSAND, "print(q.get())\np.join(1)  # MP401"))
    assert [finding.severity for finding in found] == [Severity.NOTE]


ENOUGH = {
    "all": "for _ in range(10_000):\n    print(q.get())\np.join()",
    "all but a few": "for _ in range(9_990):\n    print(q.get())\np.join()",
    "until none is left": "while not q.empty():\n    print(q.get())\np.join()",
    "as many as there are": "for _ in items:\n    print(q.get())\np.join()",
    "until a mark": "for item in iter(q.get, None):\n    print(item)\np.join()",
    "a thread reads": "Thread(target=q.get).start()\np.join()",
    "another process reads": "import other\nProcess(target=other.drain, args=(q,)).start()\np.join()",
    "told to end": "print(q.get())\np.terminate()\np.join()",
    "told to end if need be": "print(q.get())\np.join(1)\nif p.is_alive():\n    p.kill()",
    "given back": "p.join()\nreturn q",
    "handed over": "import other\nother.drain(q)\np.join()",
    "kept": "main.queue = q\np.join()",
    "its own end": "import multiprocessing.connection as c\nc.wait([q._reader])\np.join()",
    "no wait": "q.cancel_join_thread()\np.join()",
}


@pytest.mark.parametrize("then", ENOUGH.values(), ids=ENOUGH)
def test_enough_may_be_read(check: Check, then: str) -> None:
    assert check("MP401", _program(_TEN_THOUSAND, then)) == []


def test_a_loop_of_unknown_length_may_end_after_the_first(check: Check) -> None:
    puts = "for item in items:\n    q.put(item)"
    assert check("MP401", _program(puts, "print(q.get())\np.join()")) == []


def test_a_daemon_that_is_joined_for_a_while(check: Check) -> None:
    source = _program("q.put('x' * 100_000)", "p.join(1)").replace("(q, items))", "(q, items), daemon=True)")
    assert check("MP401", source) == []


def test_a_helper_reads(check: Check) -> None:
    then = "def drain(queue):\n    while True:\n        print(queue.get())\ndrain(q)\np.join()"
    assert check("MP401", _program(_TEN_THOUSAND, then)) == []


def test_an_object_keeps_the_queue_for_others(check: Check) -> None:
    source = """
        from multiprocessing import Process, Queue

        def work(q):
            q.put("x" * 100_000)

        class Job:
            def __init__(self):
                self.results = Queue()
                self.child = Process(target=work, args=(self.results,))

            def run(self):
                self.child.start()
                self.child.join()
        """
    assert check("MP401", source) == []
