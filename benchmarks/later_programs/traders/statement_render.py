"""Render the monthly account statements; the renderer leaks, so that its processes are replaced now and then."""

import concurrent.futures
import logging
from typing import Iterator, NamedTuple

log = logging.getLogger("statements")


class Statement(NamedTuple):
    customer: int
    month: str
    bookings: tuple


def statements(month: str, customers: int) -> Iterator[Statement]:
    for number in range(1, customers + 1):
        bookings = tuple((day, (number * day * 37) % 900 - 300) for day in (1, 8, 15, 22))
        yield Statement(number, month, bookings)


def render(statement: Statement) -> str:
    balance = 0
    lines = [f"Customer {statement.customer:05d}    {statement.month}"]
    for day, amount in statement.bookings:
        balance += amount
        lines.append(f"{day:>2} {amount:>8} {balance:>8}")
    return "\n".join(lines)


def render_all(month: str, customers: int) -> int:
    pages = 0
    with concurrent.futures.ProcessPoolExecutor(max_workers=2, max_tasks_per_child=4) as executor:
        jobs = [executor.submit(render, statement) for statement in statements(month, customers)]
        for job in concurrent.futures.as_completed(jobs):
            pages += 1
            log.debug("%s", job.result())
    return pages


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    print(render_all("2025-03", 40), "statements")
    print("ok")
