"""Issue triage queue: clerks take tickets, route them, and leave when their shift is called off."""
import enum
import sys
from collections import Counter
from dataclasses import dataclass
from multiprocessing import JoinableQueue, Process, SimpleQueue

ABSENT = object()
ROUTES = {"login": "identity", "invoice": "billing", "crash": "core", "typo": None}


class Signal(enum.Enum):
    SHIFT_ENDS = 1


class Unroutable:
    """Stands for the desk of tickets that nobody wants."""


@dataclass(frozen=True)
class Ticket:
    number: int
    word: str


def desk_for(word):
    desk = ROUTES.get(word, ABSENT)
    if desk is ABSENT:
        return Unroutable
    return desk or "docs"


def clerk(tickets, routed):
    handled = 0
    while True:
        ticket = tickets.get()
        try:
            if ticket is Signal.SHIFT_ENDS:
                routed.put(None)
                break
            routed.put((ticket.number, desk_for(ticket.word)))
            handled += 1
        finally:
            tickets.task_done()
    sys.exit(0 if handled < 1_000 else 75)


def gather(routed, clerks):
    at_work = clerks
    while at_work:
        message = routed.get()
        if message is None:
            at_work -= 1
            continue
        number, desk = message
        yield number, "-" if desk is Unroutable else desk


def main():
    tickets, routed = JoinableQueue(), SimpleQueue()
    clerks = [Process(target=clerk, args=(tickets, routed), name=f"clerk-{n}") for n in range(3)]
    for process in clerks:
        process.start()
    words = ["login", "crash", "poem", "invoice", "typo"] * 8
    for number, word in enumerate(words):
        tickets.put(Ticket(number, word))
    for _ in clerks:
        tickets.put(Signal.SHIFT_ENDS)
    desks = dict(gather(routed, len(clerks)))
    tickets.join()
    for process in clerks:
        process.join()
    if any(process.exitcode for process in clerks):
        return 1
    for desk, count in sorted(Counter(desks.values()).items()):
        print(f"{desk:<10}{count:>4}")
    print(f"{len(desks)} tickets routed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
