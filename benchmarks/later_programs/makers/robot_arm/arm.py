from __future__ import annotations

import copyreg
import logging
import math
import threading
from dataclasses import dataclass, field


class Arm:
    """Planar arm; the controller thread of the real one changes the angles under the lock."""

    def __init__(self, lengths):
        self.lengths = list(lengths)
        self.angles = [0.0] * len(self.lengths)
        self.log = logging.getLogger("arm")
        self._lock = threading.Lock()
        self._trace = None

    def __getstate__(self):
        state = self.__dict__.copy()
        del state["_lock"]
        state["_trace"] = None
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)
        self._lock = threading.Lock()

    def record(self, file):
        self._trace = file

    def move(self, angles):
        with self._lock:
            self.angles = list(angles)
        if self._trace:
            print(*angles, file=self._trace)

    def tip(self, angles=None):
        x = y = heading = 0.0
        for length, angle in zip(self.lengths, angles or self.angles):
            heading += angle
            x += length * math.cos(heading)
            y += length * math.sin(heading)
        self.log.debug("tip at %.2f %.2f", x, y)
        return x, y

    def reach(self, target, steps=12):
        """The angles that bring the tip next to a target."""
        choices = [i * math.pi / steps for i in range(steps + 1)]
        return min(
            (math.dist(self.tip((a, b)), target), a, b) for a in choices for b in (-c for c in choices)
        )


class Gripper:
    def __init__(self, width):
        self.width = width
        self.busy = threading.Condition()

    def __reduce__(self):
        return Gripper, (self.width,)

    def fits(self, size):
        with self.busy:
            return size <= self.width


@dataclass
class Camera:
    pixels: int
    _frame_ready: threading.Event | None = field(default=None, repr=False)

    def start(self):
        self._frame_ready = threading.Event()

    def resolution(self, distance):
        if self._frame_ready is None:
            self.start()
        return round(distance / self.pixels, 3)


class Base:
    def __init__(self, name):
        self.name = name
        self._serial = threading.RLock()

    def radius(self, arm):
        with self._serial:
            return sum(arm.lengths)


copyreg.pickle(Base, lambda base: (Base, (base.name,)))
