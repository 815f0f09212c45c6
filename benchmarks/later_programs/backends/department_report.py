"""Monthly cost report: every department adds up its teams, level by level."""
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field


@dataclass
class Department:
    name: str
    cost: int
    children: list = field(default_factory=list)


def company():
    teams = [Department(f"team-{n}", 10 + n) for n in range(6)]
    units = [Department("platform", 5, teams[:3]), Department("sales", 7, teams[3:])]
    regions = [Department("north", 3, units[:1]), Department("south", 4, units[1:])]
    return Department("group", 1, regions)


class ReportBuilder:
    """Builds the report of a department and of everything below it."""

    def __init__(self, workers):
        self.pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="report")
        self.lines = []

    def close(self):
        self.pool.shutdown()

    def total(self, department):
        below = [self.pool.submit(self.total, child) for child in department.children]
        amount = department.cost + sum(future.result() for future in below)
        self.lines.append(f"{department.name:>12} {amount:6}")
        return amount

    def build(self, root):
        return self.pool.submit(self.total, root).result()


def expected(department):
    return department.cost + sum(map(expected, department.children))


def main():
    root = company()
    with ExitStack() as stack:
        builder = ReportBuilder(workers=3)
        stack.callback(builder.close)
        amount = builder.build(root)
    print(*builder.lines, sep="\n")
    print("ok" if amount == expected(root) else f"total {amount} is wrong")


if __name__ == "__main__":
    main()
