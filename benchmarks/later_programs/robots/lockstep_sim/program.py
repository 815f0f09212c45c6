"""A lockstep simulation: the bodies are fresh interpreters, the referee is whatever the platform prefers."""
import collections
import multiprocessing as mp
import sys

from bodies import PATIENCE, body, referee
from kit import Kit

RADII = {"rover": 2.0, "drone": 5.0}
STEPS = 4


class Simulation:
    def __init__(self, radii, steps):
        self.steps = steps
        self.radii = radii
        self.kit = Kit.of(mp.get_context("spawn"), parties=len(radii))
        self.verdicts = mp.Queue()
        self.processes = []

    def __enter__(self):
        for name, radius in self.radii.items():
            self.processes.append(self.kit.start(body, name, radius, self.steps))
        judge = mp.Process(target=referee, args=(self.kit.stop, self.verdicts, 3))
        judge.start()
        self.processes.append(judge)
        return self

    def __exit__(self, *exc_info):
        self.kit.stop.set()
        for process in self.processes:
            process.join()

    def track(self):
        for _ in range(self.steps * len(self.radii)):
            yield self.kit.poses.get(timeout=PATIENCE)

    @property
    def failures(self):
        return [process.name for process in self.processes if process.exitcode != 0]


def main():
    by_step = collections.defaultdict(dict)
    with Simulation(RADII, STEPS) as simulation:
        for step, name, x, y in simulation.track():
            by_step[step][name] = (x, y)
        verdict = simulation.verdicts.get(timeout=PATIENCE)
    for step in sorted(by_step):
        print(step, sorted(by_step[step].items()))
    print(f"{len(by_step)} steps, {verdict}, failures: {simulation.failures}")
    if len(by_step) == STEPS and verdict == "clean" and not simulation.failures:
        print("ok")
    return len(simulation.failures)


if __name__ == "__main__":
    sys.exit(main())
