"""Items are leased from a joinable queue and always handed back."""
from contextlib import contextmanager

STOP = "stop"


@contextmanager
def lease(queue):
    item = queue.get()
    try:
        yield item
    finally:
        queue.task_done()


def consume(queue, handler, tally):
    while True:
        with lease(queue) as item:
            if item == STOP:
                return
            if not item.strip():
                continue
            handled = handler(item)
            with tally.get_lock():
                tally.value += handled
