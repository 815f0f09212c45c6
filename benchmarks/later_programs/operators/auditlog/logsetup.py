"""Logging for the processes of one run."""
import contextlib
import logging
import logging.handlers
from multiprocessing import get_context

CONTEXT = get_context("spawn")


def in_worker(records, level):
    root = logging.getLogger()
    for handler in root.handlers[:]:
        root.removeHandler(handler)
    root.addHandler(logging.handlers.QueueHandler(records))
    root.setLevel(level)


@contextlib.contextmanager
def collected(*sinks):
    records = CONTEXT.Queue()
    listener = logging.handlers.QueueListener(records, *sinks)
    listener.start()
    try:
        yield records
    finally:
        listener.stop()
        records.close()
        records.join_thread()
