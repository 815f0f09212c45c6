"""Driving simulator runs; a run whose native part gives up is repeated with a softer model."""
import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from enum import IntEnum


class Stiffness(IntEnum):
    SOFT = 1
    MEDIUM = 2
    STIFF = 3


class DriveModel:
    LIMIT = Stiffness.MEDIUM

    def __init__(self, stiffness):
        self.stiffness = stiffness

    def simulate(self, scenario):
        if scenario == "wheelslip" and self.stiffness > self.LIMIT:
            os._exit(70)
        return len(scenario) * int(self.stiffness)


class Simulator:
    def __init__(self, workers=1):
        self.workers = workers
        self.restarts = 0
        self._executor = self._fresh()

    def _fresh(self):
        return ProcessPoolExecutor(max_workers=self.workers)

    def _attempt(self, scenario, stiffness):
        future = self._executor.submit(DriveModel(stiffness).simulate, scenario)
        return future.result(timeout=6)

    def run(self, scenario):
        for stiffness in sorted(Stiffness, reverse=True):
            try:
                return stiffness, self._attempt(scenario, stiffness)
            except BrokenProcessPool:
                self.restarts += 1
                self._executor.shutdown()
                self._executor = self._fresh()
        raise RuntimeError("no model fits " + scenario)

    def dispose(self):
        self._executor.shutdown()


def main():
    simulator = Simulator()
    try:
        normal = simulator.run("coasting")
        slippery = simulator.run("wheelslip")
    finally:
        simulator.dispose()
    assert normal == (Stiffness.STIFF, 24)
    assert slippery == (Stiffness.MEDIUM, 18)
    assert simulator.restarts == 1
    print("ok")


if __name__ == "__main__":
    main()
