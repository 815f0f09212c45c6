"""Counts the events of a detector by kind, one process per readout module."""

import sys
from multiprocessing import Process

from counters import TALLY
from readout import read_module


def run(modules):
    readers = [Process(target=read_module, args=(module,), name=f"module-{module}") for module in range(modules)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    broken = [reader.name for reader in readers if reader.exitcode != 0]
    if broken:
        sys.exit("failed: " + ", ".join(broken))
    return TALLY


if __name__ == "__main__":
    tally = run(3)
    print(f"{tally.muons.value} muons, {tally.noise.value} noise")
