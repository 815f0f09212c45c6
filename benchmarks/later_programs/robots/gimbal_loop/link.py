"""The two-way connection between the operator and the loop of an axis."""
import multiprocessing
import queue
from typing import NamedTuple


class Target(NamedTuple):
    angle: float
    speed: float


class AxisLink:
    def __init__(self, name: str, depth: int = 8):
        self.name = name
        self.targets = multiprocessing.Queue(depth)
        self.reached = multiprocessing.Queue()

    def steer(self, angle, speed=30.0):
        self.targets.put(Target(angle, speed))

    def finish(self):
        self.targets.put(None)

    def replies(self, count, patience=8.0):
        for _ in range(count):
            try:
                yield self.reached.get(timeout=patience)
            except queue.Empty:
                raise TimeoutError(f"{self.name} does not answer") from None
