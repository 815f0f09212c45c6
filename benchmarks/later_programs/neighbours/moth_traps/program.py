"""Identify moths on trap photographs; the results are collected while the traps are worked on."""
from collector import Collector
from traps import TRAPS, identify_all


def main():
    with Collector() as collector:
        for trap, photographs in TRAPS.items():
            collector.start(identify_all, trap, photographs)
    totals = collector.totals()
    for trap in sorted(totals):
        print(trap, totals[trap])
    assert totals == {trap: photographs * 2500 for trap, photographs in TRAPS.items()}
    print("ok")


if __name__ == "__main__":
    main()
