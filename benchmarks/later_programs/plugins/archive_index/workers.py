"""Processes of the index; they are started when they are first asked for."""
import functools
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

from records import Entry, Signal, Status

SEEN = frozenset({"b.txt"})


@functools.lru_cache(maxsize=None)
def executor():
    return ProcessPoolExecutor(max_workers=2)


def entries(documents):
    for name, text in documents:
        yield Entry(name, len(text.split()))


def index_part(documents):
    return list(entries(documents))


def status(entry):
    return Status.SEEN if entry.name in SEEN else Status.NEW


def index(parts):
    return [entry for part in executor().map(index_part, parts) for entry in part]


def statuses(found):
    return list(executor().map(status, found))


def publish(found, outbox):
    for entry in found:
        outbox.put(entry)
    outbox.put(Signal.END)


class Publisher:
    def __init__(self):
        self.outbox = multiprocessing.Queue()
        self.process = None

    def start(self, found):
        self.process = multiprocessing.Process(target=publish, args=(found, self.outbox))
        self.process.start()

    def __iter__(self):
        while True:
            item = self.outbox.get(timeout=15)
            if item is Signal.END:
                break
            yield item
        self.process.join()
        if self.process.exitcode:
            raise RuntimeError("the publisher failed")
