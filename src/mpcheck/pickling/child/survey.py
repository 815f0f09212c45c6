"""What crosses and is still worth a word: parts that are large, lose their identity, or depend on the Python version."""

import enum
import time
import types
from multiprocessing.reduction import ForkingPickler

from .causes import said, type_name
from .kinds import depends_on_version
from .steps import ATOMS, parts, path_of

MOST_OBJECTS = 20000
MOST_SECONDS = 2.0
LARGE = 1 << 20  # bytes
MOST_PARTS = 5


def size_of(obj):
    """(bytes, seconds) of pickling.  Raises what pickling raises."""
    counter = _Counter()
    began = time.perf_counter()
    ForkingPickler(counter).dump(obj)
    return counter.size, time.perf_counter() - began


class _Counter:
    """A file that keeps nothing: an object must not need memory twice to be measured."""

    def __init__(self):
        self.size = 0

    def write(self, data):
        length = memoryview(data).nbytes
        self.size += length
        return length


def largest_parts(name, obj, total):
    """The parts of a large object that take most bytes: [{"path", "type", "size_bytes", "dump_seconds"}]."""
    if total < LARGE:
        return []
    sized = []
    end = time.monotonic() + MOST_SECONDS
    for step, part in parts(obj):
        if time.monotonic() > end:
            break
        size, seconds = size_of(part)
        if size < total / 20:
            continue
        sized.append((size, seconds, step, part))
    sized.sort(key=lambda one: -one[0])
    return [
        {"path": path_of(name, [step]), "type": type_name(part), "size_bytes": size, "dump_seconds": seconds}
        for size, seconds, step, part in sized[:MOST_PARTS]
    ]


def remarks(name, root):
    """Warnings about parts of an object that can be pickled, each a sentence."""
    found, seen, waiting = [], {id(root): root}, [(root, ())]
    end = time.monotonic() + MOST_SECONDS
    if type(root) is not types.FunctionType:
        while waiting:
            obj, steps = waiting.pop()
            found += ("%s: %s" % (path_of(name, steps), text) for text in _remarks_on(obj))
            try:
                below = parts(obj) if type(obj) is not types.FunctionType else []
            except Exception:
                continue
            for step, part in reversed(below):
                if id(part) not in seen and type(part) not in ATOMS:
                    seen[id(part)] = part
                    waiting.append((part, (*steps, step)))
            if len(seen) > MOST_OBJECTS or time.monotonic() > end:
                found.append("only the first %d parts were looked at for further warnings" % len(seen))
                break
    if isinstance(root, type) and issubclass(root, BaseException):
        found += _exception_class(name, root)
    return list(dict.fromkeys(found))


def _remarks_on(obj):
    if type(obj) is object:
        yield "a bare object() arrives as another object: `is` is False there (use an Enum member or a class as marker)"
    text = depends_on_version(obj)
    if text:
        yield text


def _exception_class(name, kind):
    """Whether errors of this class get back from a worker, tried with made-up arguments."""
    if issubclass(kind, enum.Enum):
        return
    for count in range(6):
        try:
            error = kind(*["sample %d" % number for number in range(count)])
        except Exception:
            continue
        try:
            copy = ForkingPickler.loads(ForkingPickler.dumps(error))
        except Exception as problem:
            yield (
                "%s(%s) does not survive the way back from a worker: %s (a Pool then waits for ever); pass all arguments "
                "on to super().__init__()" % (name, ", ".join(["'...'"] * count), said(problem))
            )
            return
        if (type(copy), copy.args) != (type(error), error.args):
            yield "%s(...) comes back from a worker with other arguments: %s" % (name, said(copy))
        return
