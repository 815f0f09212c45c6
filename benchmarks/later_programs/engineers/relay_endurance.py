"""Endurance test of relays: one process per relay, the verdict is its exit status."""
import enum
import multiprocessing
import sys
from typing import NamedTuple


class Verdict(enum.IntEnum):
    PASSED = 0
    WELDED = 3
    WORN = 4


class Relay(NamedTuple):
    label: str
    wear_per_cycle: float
    weld_cycle: int


RELAYS = [
    Relay("K1", 1e-5, 1_000_000),
    Relay("K2", 9e-5, 1_000_000),
    Relay("K3", 1e-5, 4_000),
]


def abort(relay, verdict, cycle):
    print(f"{relay.label}: {verdict.name.lower()} at cycle {cycle}", file=sys.stderr)
    sys.exit(int(verdict))


def endure(relay, cycles):
    contact = 1.0
    for cycle in range(cycles):
        contact -= relay.wear_per_cycle
        if cycle == relay.weld_cycle:
            abort(relay, Verdict.WELDED, cycle)
        if contact < 0.2:
            abort(relay, Verdict.WORN, cycle)


def run(relays, cycles=10_000):
    running = {
        relay.label: multiprocessing.Process(target=endure, args=(relay, cycles)) for relay in relays
    }
    for process in running.values():
        process.start()
    verdicts = {}
    for label, process in running.items():
        process.join()
        verdicts[label] = Verdict(process.exitcode)
    return verdicts


def main():
    verdicts = run(RELAYS)
    for label, verdict in verdicts.items():
        print(f"{label}: {verdict.name}")
    expected = [Verdict.PASSED, Verdict.WORN, Verdict.WELDED]
    print("ok" if list(verdicts.values()) == expected else "unexpected verdicts")


if __name__ == "__main__":
    main()
