"""Runs the steps of a mission as soon as those before them are through."""
import contextlib
import functools
import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Dict, List, Set

log = logging.getLogger("mission")

GRAPH: Dict[str, Set[str]] = {
    "undock": set(),
    "map": {"undock"},
    "locate": {"undock"},
    "plan": {"map", "locate"},
    "drive": {"plan"},
}
COSTS = {"undock": 1, "map": 4, "locate": 2, "plan": 3, "drive": 9}


class Mission:
    """Steps run in ``steps``; what they ask of the hardware runs in ``devices``."""

    def __init__(self, graph, steps, devices):
        self.graph = graph
        self.steps = steps
        self.devices = devices
        self.mutex = threading.Lock()
        self.started: Set[str] = set()
        self.finished: List[str] = []
        self.energy = 0
        self.over = threading.Event()

    def begin(self):
        self._advance()

    def _advance(self):
        with self.mutex:
            ready = [
                name
                for name, before in self.graph.items()
                if name not in self.started and before <= set(self.finished)
            ]
            self.started.update(ready)
        for name in ready:
            future = self.steps.submit(self.perform, name)
            future.add_done_callback(functools.partial(self._finish, name))

    def perform(self, name):
        jobs = [self.devices.submit(self.measure, name, unit) for unit in range(2)]
        return sum(job.result() for job in jobs)

    @staticmethod
    def measure(name, unit):
        return COSTS[name] * (unit + 1)

    def _finish(self, name, future: Future):
        if future.exception() is not None:
            log.error("%s: %s", name, future.exception())
            self.over.set()
            return
        with self.mutex:
            self.finished.append(name)
            self.energy += future.result()
            complete = len(self.finished) == len(self.graph)
        if complete:
            self.over.set()
        else:
            self._advance()


def main():
    logging.basicConfig(format="%(name)s: %(message)s")
    with contextlib.ExitStack() as stack:
        devices = stack.enter_context(ThreadPoolExecutor(1, "device"))
        steps = stack.enter_context(ThreadPoolExecutor(1, "step"))
        mission = Mission(GRAPH, steps, devices)
        mission.begin()
        mission.over.wait(20)
    print(" > ".join(mission.finished))
    print(f"{len(mission.finished)} of {len(GRAPH)} steps, energy {mission.energy}")
    print("ok" if mission.energy == 3 * sum(COSTS.values()) else "aborted")


if __name__ == "__main__":
    main()
