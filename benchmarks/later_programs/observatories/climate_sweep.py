"""Runs a box model of the climate for many parameter sets."""

import itertools
import json
import sys
from functools import partial
from multiprocessing import Pool


class Console:
    """Messages of a run, in one style."""

    def __init__(self, prefix):
        self.prefix = prefix

    def note(self, text):
        print(f"{self.prefix}: {text}")

    def fatal(self, text):
        print(f"{self.prefix}: {text}", file=sys.stderr)
        sys.exit(2)


console = Console("climate")


def integrate(albedo, emissivity, steps=50):
    temperature = 288.0
    for _ in range(steps):
        incoming = 342.0 * (1 - albedo)
        outgoing = emissivity * 5.67e-8 * temperature**4
        temperature += (incoming - outgoing) / 20
        if not 150 < temperature < 400:
            console.fatal(f"unstable for albedo {albedo}, emissivity {emissivity}")
    return temperature


def experiment(parameters, steps):
    albedo, emissivity = parameters
    return {"albedo": albedo, "emissivity": emissivity, "temperature": integrate(albedo, emissivity, steps)}


def main():
    grid = list(itertools.product((0.1, 0.3, 0.95), (0.6, 0.9)))
    with Pool(processes=2) as pool:
        rows = pool.map(partial(experiment, steps=200), grid)
    console.note(json.dumps(rows[0]))
    console.note(f"{len(rows)} experiments")


if __name__ == "__main__":
    main()
