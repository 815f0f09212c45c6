"""MP501 beside a thread that only waits and passes something on: no child is left with a lock of it."""

from __future__ import annotations

import pytest

from mpcheck.findings import Confidence
from snippets import Check

PROGRAM = """
import multiprocessing as mp
import threading
import time

ready = threading.Lock()
sent = mp.Queue()
messages, over = [], mp.Event()

def work():
    {work}

def note(message):
    messages.append(message)

def listen(queue, found, lock):
    while not over.is_set():
        {listen}

def main():
    threading.Thread(target=listen, args=(sent, set(), {lock}), daemon=True).start()
    child = mp.Process(target={target})
    child.start()  # MP501
    child.join()

if __name__ == "__main__":
    main()
"""
NEW = "threading.Lock()"

IDLE = {
    "a queue and a set": ("pass", "found.add(queue.get(block=True))", NEW, "work"),
    "a function of this file": ("pass", "note(queue.get())", NEW, "work"),
    "a clock": ("pass", "time.sleep(1)", NEW, "work"),
    "a lock of its own": ("print()", "with lock:\n            found.add(queue.get())", NEW, "work"),
    "a lock that the child does not take": ("print()", "with lock:\n            found.clear()", "ready", "work"),
}
BUSY = {
    "it prints": ("pass", "print(queue.get())", NEW, "work"),
    "it computes something unknown": ("pass", "handle(queue.get())", NEW, "work"),
    "it imports": ("pass", "__import__(queue.get())", NEW, "work"),
    "it calls what it gets": ("pass", "queue.get()()", NEW, "work"),
    "a lock that the child takes": ("ready.acquire()", "with lock:\n            time.sleep(1)", "ready", "work"),
    "a lock that an unknown child may take": ("pass", "with lock:\n            time.sleep(1)", "ready", "job.work"),
}


@pytest.mark.parametrize(
    ("work", "listen", "lock", "target", "confidence"),
    [*((*one, Confidence.LOW) for one in IDLE.values()), *((*one, Confidence.MEDIUM) for one in BUSY.values())],
    ids=[*IDLE, *BUSY],
)
def test_what_a_thread_does(
    check: Check, work: str, listen: str, lock: str, target: str, confidence: Confidence
) -> None:
    (finding,) = check("MP501", PROGRAM.format(work=work, listen=listen, lock=lock, target=target))
    assert finding.confidence is confidence
