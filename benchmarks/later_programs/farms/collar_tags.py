"""Collar tag reader: looks through a day's steps of each cow for signs of heat."""
import argparse
import multiprocessing
import sys
from typing import Dict, List

STEPS: Dict[str, List[int]] = {
    "DE-101": [210, 190, 205, 640, 655],
    "DE-102": [180, 175, 191, 188, 169],
    "DE-107": [230, 600, 612, 590, 201],
}


class Herd:
    def __init__(self, steps: Dict[str, List[int]], factor: float) -> None:
        self.steps = steps
        self.factor = factor
        self.alarms = multiprocessing.Queue()

    def inspect(self, tag: str) -> float:
        row = self.steps[tag]
        base = min(row)
        peak = max(row) / base
        if peak > self.factor:
            self.alarms.put(tag)
        return round(peak, 2)

    def sweep(self, workers: int) -> Dict[str, float]:
        tags = sorted(self.steps)
        with multiprocessing.Pool(workers) as pool:
            peaks = pool.map(self.inspect, tags)
        return dict(zip(tags, peaks))


def parse() -> argparse.Namespace:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--factor", type=float, default=2.5)
    p.add_argument("--workers", type=int, default=2)
    return p.parse_args()


def main() -> int:
    ns = parse()
    herd = Herd(STEPS, ns.factor)
    peaks = herd.sweep(ns.workers)
    expected = [t for t, v in peaks.items() if v > ns.factor]
    seen = sorted(herd.alarms.get(timeout=5) for _ in expected)
    for tag in seen:
        print("check %s (%.2f)" % (tag, peaks[tag]))
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
