"""Self test of all drivers before the rover may move."""
import asyncio
import sys
from collections import Counter

from launch import NODES, start_all


def summary(reports):
    axes = Counter()
    for report in reports:
        for line in report.lines:
            name, axis, period = line.split()
            axes[name] += 1
            print(f"{name}.{axis}: every {period} ms")
    return axes


async def self_test():
    reports = await start_all(NODES)
    failed = [report.node.name for report in reports if report.status]
    if failed:
        print("no go:", ", ".join(failed))
        return 1
    axes = summary(reports)
    missing = {node.name for node in NODES} - set(axes)
    if missing:
        print("silent:", ", ".join(sorted(missing)))
        return 1
    print(f"go: {sum(axes.values())} axes on {len(axes)} nodes")
    return 0


def main():
    return asyncio.run(self_test())


if __name__ == "__main__":
    sys.exit(main())
