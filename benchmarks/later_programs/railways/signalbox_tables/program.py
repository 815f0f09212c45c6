import sys

from launcher import launcher_for
from tables import conflicts_of

TEXT = """
A-1: p101 p102
A-2: p101 p103
B-1: p104 p102
C-4: p201
"""


def read_table(text):
    table = {}
    for line in text.strip().splitlines():
        route, _, points = line.partition(":")
        table[route.strip()] = tuple(points.split())
    return table


def main() -> int:
    table = read_table(TEXT)
    launcher = launcher_for(table)
    with launcher.open_pool(2) as pool:
        counts = dict(zip(table, pool.map(conflicts_of, table)))
    for route, count in counts.items():
        print(f"{route:5} {count}")
    if counts != {"A-1": 2, "A-2": 1, "B-1": 1, "C-4": 0}:
        return 1
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
