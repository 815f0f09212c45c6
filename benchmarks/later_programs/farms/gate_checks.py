#!/usr/bin/env python3
"""Morning checks, nagios style: each check is a program of its own and ends with
0 (fine), 1 (warning) or 2 (critical)."""
import multiprocessing
import os
import signal
import sys

STATES = {0: "OK", 1: "WARNING", 2: "CRITICAL"}
MEASURED = {"tank_temp": 3.9, "vacuum": 38.0, "wash_water": 71.0}
RANGES = {
    "tank_temp": (0, 4, 6),
    "vacuum": (40, 50, 55),
    "wash_water": (0, 70, 80),
}


def die(state):
    sys.stdout.flush()
    sys.exit(state)


def check(name):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    low, warn, crit = RANGES[name]
    value = MEASURED[name]
    if value > crit or value < low:
        die(2)
    if value > warn:
        die(1)
    die(0)


def run_all(names):
    started = []
    for name in names:
        p = multiprocessing.Process(target=check, args=(name,), name=name)
        p.start()
        started.append(p)
    codes = {}
    for p in started:
        p.join()
        codes[p.name] = p.exitcode
    return codes


def main():
    codes = run_all(sorted(RANGES))
    for name in sorted(codes):
        print("%-12s %s" % (name, STATES.get(codes[name], "UNKNOWN (%s)" % codes[name])))
    worst = max(codes.values())
    if os.environ.get("FARM_STRICT"):
        sys.exit(worst)
    if codes == {"tank_temp": 0, "vacuum": 2, "wash_water": 1}:
        print("ok")
    else:
        sys.exit("checks broken")


if __name__ == "__main__":
    main()
