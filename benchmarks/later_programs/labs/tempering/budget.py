"""How many processes a run may use on a shared workstation."""
import os

#: cores left to whoever sits in front of the machine
DESKTOP_CORES = 2


def worker_budget():
    return os.cpu_count() - DESKTOP_CORES


def chunks(items, parts):
    """Split a list into at most *parts* runs of nearly equal length."""
    size, extra = divmod(len(items), parts)
    start = 0
    for k in range(min(parts, len(items))):
        stop = start + size + (k < extra)
        yield items[start:stop]
        start = stop
