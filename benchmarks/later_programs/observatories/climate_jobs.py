"""Runs a box model as processes of its own; a run that is unstable ends with status 3."""

import itertools
import sys
from multiprocessing import Process

UNSTABLE = 3


def give_up(text):
    print(text, file=sys.stderr)
    sys.exit(UNSTABLE)


def integrate(albedo, emissivity, steps=200):
    temperature = 288.0
    for _ in range(steps):
        temperature += (342.0 * (1 - albedo) - emissivity * 5.67e-8 * temperature**4) / 20
        if not 150 < temperature < 400:
            give_up(f"unstable for albedo {albedo}, emissivity {emissivity}")


class Experiment:
    def __init__(self, albedo, emissivity):
        self.label = f"{albedo}/{emissivity}"
        self.process = Process(target=integrate, args=(albedo, emissivity))

    def outcome(self):
        self.process.join()
        if self.process.exitcode == UNSTABLE:
            return "unstable"
        return "failed" if self.process.exitcode else "stable"


def main():
    experiments = [Experiment(*pair) for pair in itertools.product((0.3, 0.95), (0.6, 0.9))]
    for experiment in experiments:
        experiment.process.start()
    outcomes = {experiment.label: experiment.outcome() for experiment in experiments}
    for label, outcome in outcomes.items():
        print(label, outcome)
    if "failed" in outcomes.values():
        sys.exit(1)
    print("ok")


if __name__ == "__main__":
    main()
