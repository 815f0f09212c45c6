"""Run all units in order and report those that failed."""

from signals import quiet_children
from units import Unit

UNITS = [
    Unit("mount", "pass"),
    Unit("network", "import sys; sys.exit(3)"),
    Unit("clock", "import time; time.time()"),
]


def boot(units):
    failed = []
    with quiet_children():
        for unit in units:
            if unit.run() != 0:
                failed.append(unit.name)
    return failed


def main():
    failed = boot(UNITS)
    print("ok" if failed == ["network"] else f"failed units: {failed}")


if __name__ == "__main__":
    main()
