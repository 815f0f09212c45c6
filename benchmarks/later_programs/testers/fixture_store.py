"""Hand large test fixtures to worker processes by name instead of pickling them for every case."""
import hashlib
import json
import multiprocessing as mp
import sys
from contextlib import closing
from dataclasses import dataclass
from multiprocessing.shared_memory import SharedMemory
from typing import Dict, List


@dataclass(frozen=True)
class Ticket:
    block: str
    length: int
    digest: str


def publish(document: object) -> Ticket:
    """Put the document into shared memory; the ticket is all that a worker needs."""
    payload = json.dumps(document).encode("utf-8")
    block = SharedMemory(create=True, size=len(payload))
    block.buf[: len(payload)] = payload
    block.close()
    return Ticket(block.name, len(payload), hashlib.sha256(payload).hexdigest())


def fetch(ticket: Ticket) -> object:
    with closing(SharedMemory(name=ticket.block)) as block:
        payload = bytes(block.buf[: ticket.length])
    if hashlib.sha256(payload).hexdigest() != ticket.digest:
        raise ValueError(f"fixture {ticket.block} is damaged")
    return json.loads(payload)


def discard(ticket: Ticket) -> None:
    with closing(SharedMemory(name=ticket.block)) as block:
        block.unlink()


def count_open(ticket: Ticket) -> int:
    return sum(row["state"] == "open" for row in fetch(ticket))


def total_weight(ticket: Ticket) -> int:
    return sum(row["weight"] for row in fetch(ticket))


def run_cases(tickets: Dict[str, Ticket]) -> List[str]:
    with mp.Pool(2) as pool:
        pending = {
            f"{func.__name__}[{name}]": pool.apply_async(func, (ticket,))
            for name, ticket in tickets.items()
            for func in (count_open, total_weight)
        }
        return [f"{title} = {result.get(timeout=8)}" for title, result in pending.items()]


def main() -> int:
    small = [{"state": "open", "weight": n} for n in range(10)]
    large = [{"state": "open" if n % 3 else "closed", "weight": n % 11} for n in range(3_000)]
    tickets = {"small": publish(small), "large": publish(large)}
    try:
        print("\n".join(run_cases(tickets)))
    finally:
        for ticket in tickets.values():
            discard(ticket)
    return 0


if __name__ == "__main__":
    sys.exit(main())
