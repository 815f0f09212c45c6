from dataclasses import dataclass
from functools import reduce
from multiprocessing import Process, Queue
from operator import add

ACCOUNTS = {
    "alice": [120, -30, 55],
    "bob": [80, 80, -200],
    "carol": [5, 10, 15, 20],
}


@dataclass(frozen=True, slots=True)
class Summary:
    balance: int
    worst: int


def audit(owner: str, moves: list[int], out: Queue) -> None:
    balance = reduce(add, moves, 0)
    out.put((owner, Summary(balance, min(moves)), (m for m in moves if m < 0)))


def collect(out, n):
    reports = {}
    while (todo := n - len(reports)) > 0:
        owner, summary, debits = out.get()
        reports[owner] = summary, [*debits]
        print(f"{owner}: {summary.balance:+} ({todo - 1} to go)")
    return reports


def main():
    out = Queue()
    ps = [Process(target=audit, args=(who, moves, out)) for who, moves in ACCOUNTS.items()]
    [p.start() for p in ps]
    reports = collect(out, len(ps))
    [p.join() for p in ps]
    assert not any(p.exitcode for p in ps)
    match [who for who, (s, _) in reports.items() if s.balance < 0]:
        case ["bob"]:
            print("ok")
        case other:
            print("odd debtors:", *other)


if __name__ == "__main__":
    main()
