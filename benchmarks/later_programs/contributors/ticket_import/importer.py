"""Import of single rows."""
from errors import BadRow, Duplicate

_lock = None
_counter = None
_known = frozenset()


def configure(lock, counter, known):
    global _lock, _counter, _known
    _lock, _counter, _known = lock, counter, known


def import_row(item):
    number, (key, hours) = item
    if key in _known:
        raise Duplicate(number, key)
    try:
        value = float(hours)
    except ValueError:
        raise BadRow(number, "hours", hours) from None
    with _lock:
        _counter.value += 1
    return key, value
