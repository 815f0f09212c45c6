"""Find all parts of an object that keep it from crossing."""

import time
from types import FunctionType
from typing import Any, NamedTuple

from .kinds import is_whole
from .steps import parts

MOST_CULPRITS = 50


class Culprit(NamedTuple):
    """``steps`` lead from the root to the object; ``holder`` is the object that the last step was taken from."""

    steps: list
    object: Any
    error: Any
    holder: Any


class _Trail(NamedTuple):
    previous: Any
    step: Any
    kind: type
    holder: Any


class Walk:
    """One search through the graph of an object, descending into the parts that fail alone.

    ``test`` says what goes wrong with an object, or None.  ``seconds`` bound the search.  ``incomplete`` is afterwards
    empty, or why there may be culprits that were not found.
    """

    def __init__(self, test, seconds, most=MOST_CULPRITS):
        self._test = test
        self._end = time.monotonic() + seconds
        self._most = most
        self._seen = {}  # by id; the objects are kept, so that no id is used twice
        self.incomplete = ""

    def culprits(self, root, error):
        """Yield each part that fails by itself and not for the sake of a part of its own.

        ``error`` is what the test has said of the root.
        """
        found = 0
        waiting = [(root, None, error)]
        self._seen[id(root)] = root
        while waiting:
            if found >= self._most:
                self.incomplete = "the search ended after %d" % found
                return
            if time.monotonic() > self._end:
                self.incomplete = "the search took too long"
                return
            obj, trail, error = waiting.pop()
            endless = _repeated(trail) if isinstance(error, RecursionError) else None
            if endless:
                obj, trail, below = endless.holder, endless.previous, []
            else:
                guilty, below = self._judge(obj, trail)
            if endless or guilty:
                found += 1
                yield Culprit(_steps(trail), obj, error, trail.holder if trail else None)
            waiting += [(part, _Trail(trail, step, type(part), obj), why) for step, part, why in reversed(below)]

    def _judge(self, obj, trail):
        """Whether the object is a culprit, and its parts to look at: [(step, part, error)]."""
        if is_whole(obj):
            return True, []
        try:
            failing = self._failing(parts(obj))
        except BaseException:  # taking it apart runs its own methods
            return True, []
        below = []
        for step, part, why in failing:
            if id(part) not in self._seen:
                self._seen[id(part)] = part
                below.append((step, part, why))
        if type(obj) is FunctionType:
            # One that another function has captured need not be found by name once that other one is repaired.
            return trail is None or type(trail.holder) is not FunctionType, below
        return not failing, below

    def _failing(self, found):
        """Those that fail, with the error.  Many are tried together, and halved while they fail."""
        if len(found) > 1 and (time.monotonic() > self._end or self._test([part for _, part in found]) is None):
            return []
        if len(found) > 4:
            middle = len(found) // 2
            first = self._failing(found[:middle])
            # One more than are told of, so that it shows that there are more.
            return first if len(first) > self._most else first + self._failing(found[middle:])
        tried = [(step, part, self._test(part)) for step, part in found]
        return [one for one in tried if one[2] is not None]


def _steps(trail):
    steps = []
    while trail:
        steps.append(trail.step)
        trail = trail.previous
    return steps[::-1]


def _repeated(trail):
    """Where the last step was taken before, to an object of the same type: the structure goes on like that."""
    earlier = trail.previous if trail else None
    while earlier and (earlier.step, earlier.kind) != (trail.step, trail.kind):
        earlier = earlier.previous
    return earlier
