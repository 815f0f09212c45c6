"""MP429: barriers of too many parties, in other styles than those of the rule's programs."""

from __future__ import annotations

import pytest

from mpcheck.findings import Confidence
from snippets import Check

PROGRAM = """
import multiprocessing as mp
import threading

def work(gate):
    gate.wait()

def main(number):
    gate = mp.Barrier(4)
    {}
"""
TOO_FEW = {
    "one": "mp.Process(target=work, args=(gate,)).start()",
    "a loop": "for _ in range(3):\n        mp.Process(target=work, kwargs={'gate': gate}).start()",
    "a loop, and the parent": "for _ in range(2):\n        mp.Process(target=work, args=(gate,)).start()\n    gate.wait()",
    "some in a loop": "mp.Process(target=work, args=(gate,)).start()\n    for name in 'ab':\n"
    "        mp.Process(target=work, args=(gate,), name=name).start()",
    "perhaps one more": "if number:\n        mp.Process(target=work, args=(gate,)).start()\n"
    "    mp.Process(target=work, args=(gate,)).start()",
}
ENOUGH = {
    "as many": "for _ in range(4):\n        mp.Process(target=work, args=(gate,)).start()",
    "the parent": "for _ in range(3):\n        mp.Process(target=work, args=(gate,)).start()\n    gate.wait()",
    "an open number": "for _ in range(number):\n        mp.Process(target=work, args=(gate,)).start()",
    "endless": "while number:\n        mp.Process(target=work, args=(gate,)).start()",
    "the barrier goes elsewhere": "mp.Process(target=work, args=(gate,)).start()\n    number.use(gate)",
    "the barrier is given back": "mp.Process(target=work, args=(gate,)).start()\n    return gate",
    "it is broken": "mp.Process(target=work, args=(gate,)).start()\n    gate.abort()",
    "nobody waits": "mp.Process(target=print, args=(gate.parties,)).start()",
    "a thread": "mp.Process(target=work, args=(gate,)).start()\n    threading.Thread(target=number, args=()).start()",
    "they are ended": "p = mp.Process(target=work, args=(gate,))\n    p.start()\n    p.terminate()",
    "a pool": "mp.Process(target=work, args=(gate,)).start()\n    mp.Pool(3, work, (gate,))",
}


@pytest.mark.parametrize("name", TOO_FEW)
def test_too_few(check: Check, name: str) -> None:
    assert check("MP429", PROGRAM.replace("Barrier(4)", "Barrier(4)  # MP429").format(TOO_FEW[name]))


@pytest.mark.parametrize("name", ENOUGH)
def test_enough(check: Check, name: str) -> None:
    assert check("MP429", PROGRAM.format(ENOUGH[name])) == []


def test_a_time_limit(check: Check) -> None:
    program = PROGRAM.replace("gate.wait()", "gate.wait(5)").replace("Barrier(4)", "Barrier(4)  # MP429")
    (finding,) = check("MP429", program.format(TOO_FEW["one"]))
    assert finding.confidence is Confidence.LOW
