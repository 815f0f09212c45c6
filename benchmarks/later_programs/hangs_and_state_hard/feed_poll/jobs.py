import os
import time


def poll_rss(source, outbox):
    time.sleep(0.3)
    outbox.put((source, os.getpid(), 4))


def poll_atom(source, outbox):
    time.sleep(0.3)
    outbox.put((source, os.getpid(), 2))


def poll_json(source, outbox):
    time.sleep(0.3)
    outbox.put((source, os.getpid(), 7))


POLLERS = {
    "rss": poll_rss,
    "atom": poll_atom,
    "json": poll_json,
}
