"""MP428: two workers take the same two locks in opposite order."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import combinations_with_replacement

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.model.tasks import Task
from mpcheck.model.worker import made_by_task
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.lock_nesting import Wait, nested_waits
from mpcheck.rules.lifecycle.side_by_side import are_side_by_side, share


def check(module: Module) -> Iterator[Finding]:
    """Report pairs of tasks each of which waits for a lock that the other holds."""
    reported: set[ast.AST] = set()  # one finding for a pair: its second half
    tasks = [task for task in module.reached_tasks if task.where == "process" and task.role == "task"]
    waiting = [task for task in tasks if nested_waits(module, task)]
    for first, second in combinations_with_replacement(waiting, 2):
        for one, two in _crossed(nested_waits(module, first), nested_waits(module, second)):
            is_new = one.node not in reported and two.node not in reported
            if (
                is_new
                and share(module, (one.lock, two.lock), first, second)
                and are_side_by_side(module, first, second)
            ):
                reported |= {one.node, two.node}
                yield from _report(module, (first, one), (second, two))


def _crossed(firsts: list[Wait], seconds: list[Wait]) -> Iterator[tuple[Wait, Wait]]:
    """The waits of which each holds what the other waits for; a third lock that both hold keeps them apart."""
    for one in firsts:
        for two in seconds:
            crossed = one.lock in two.held and two.lock in one.held
            if crossed and not one.held.keys() & two.held.keys():
                yield one, two


def _report(module: Module, first: tuple[Task, Wait], second: tuple[Task, Wait]) -> Iterator[Finding]:
    (task, one), (other, two) = first, second
    held, wanted = two.held[one.lock], two.node
    targets = module.targets_of(task.event) & module.targets_of(other.event)
    yield from RULE.at(
        module,
        wanted,
        f"this waits for `{ast.unparse(wanted)}` while it holds `{ast.unparse(held)}`, and another worker takes them in "
        "the opposite order: each may hold what the other waits for, for ever",
        breaks=module.narrow(wanted, targets),
        related=[
            (held, "holds the first lock"),
            (one.held[two.lock], "the other worker takes this one first"),
            (one.node, "and waits for the first one here"),
        ],
        confidence=Confidence.LOW if _is_told(module, task) or _is_told(module, other) else None,
    )


def _is_told(module: Module, task: Task) -> bool:
    """Whether a worker waits for an event: perhaps until the other one is done."""
    return any(
        isinstance(made.call.func, ast.Attribute)
        and made.call.func.attr == "wait"
        and module.kinds(made.call.func.value, made.context) & {"event", "condition"}
        for made in made_by_task(module, task)
    )


_TWO_FUNCTIONS = """
import multiprocessing as mp
import time


def buy(stock, cash):
    with stock:
        time.sleep(1)
        with cash:
            print("bought")


def sell(stock, cash):
    cash.acquire()
    time.sleep(1)
    stock.acquire()  # MP428
    print("sold")
    stock.release()
    cash.release()


if __name__ == "__main__":
    stock, cash = mp.Lock(), mp.Lock()
    children = [mp.Process(target=work, args=(stock, cash)) for work in (buy, sell)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert not any(child.exitcode for child in children)
"""

_SWAPPED = """
import multiprocessing
from time import sleep


class Account:
    def __init__(self, context, amount):
        self.lock = context.Lock()
        self.amount = context.Value("i", amount)


def add(account, amount):
    with account.lock:  # MP428
        account.amount.value += amount


def transfer(source, goal, amount):
    with source.lock:
        sleep(1)
        source.amount.value -= amount
        add(goal, amount)


def main():
    context = multiprocessing.get_context("spawn")
    savings, wages = Account(context, 100), Account(context, 10)
    there = context.Process(target=transfer, args=(savings, wages, 5))
    back = context.Process(target=transfer, args=(wages, savings, 3))
    there.start()
    back.start()
    there.join()
    back.join()


if __name__ == "__main__":
    main()
"""

_ONE_ORDER = """
import multiprocessing as mp
import time


def buy(stock, cash):
    with stock:
        time.sleep(0.1)
        with cash:
            print("bought")


def sell(stock, cash):
    with cash:
        print("counted")
    with stock, cash:
        print("sold")


if __name__ == "__main__":
    stock, cash = mp.Lock(), mp.Lock()
    children = [mp.Process(target=work, args=(stock, cash)) for work in (buy, sell)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    print("ok")
"""

_GIVES_UP = """
from multiprocessing import Lock, Process
from time import sleep


def buy(stock, cash):
    with stock:
        sleep(0.1)
        with cash:
            print("bought")


def sell(stock, cash):
    while True:
        with cash:
            if stock.acquire(timeout=0.2):
                stock.release()
                break
        sleep(0.2)
    print("sold")


if __name__ == "__main__":
    locks = Lock(), Lock()
    buyer, seller = Process(target=buy, args=locks), Process(target=sell, args=locks)
    buyer.start()
    seller.start()
    buyer.join()
    seller.join()
    print("ok")
"""

_IN_TURN = """
from multiprocessing import Lock, Process


def buy(stock, cash):
    with stock, cash:
        print("bought")


def sell(stock, cash):
    with cash, stock:
        print("sold")


def run(work, *locks):
    child = Process(target=work, args=locks)
    child.start()
    child.join()


if __name__ == "__main__":
    stock, cash = Lock(), Lock()
    for work in (buy, sell):
        run(work, stock, cash)
    print("ok")
"""

_ONE_GATE = """
from multiprocessing import get_context
from time import sleep


def buy(market, stock, cash):
    with market, stock:
        sleep(0.1)
        with stock, cash:
            print("bought")


def sell(market, stock, cash):
    with market:
        with cash:
            sleep(0.1)
            with stock:
                print("sold")


if __name__ == "__main__":
    context = get_context("spawn")
    locks = [context.RLock(), context.RLock(), context.RLock()]
    children = [context.Process(target=work, args=tuple(locks)) for work in (buy, sell)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    print("ok")
"""

RULE = Rule(
    code="MP428",
    name="opposite-lock-order",
    summary="Two workers take the same two locks in opposite order.",
    why=(
        "One worker holds the first lock and waits for the second; the other one holds the second and waits for the "
        "first. Once both are there at the same moment neither goes on, nor does anybody who waits for one of them or "
        "for the locks. It depends on timing, so tests may never show it."
    ),
    cure=(
        "Take the locks in the same order everywhere (sort them by a number of their own), use a single lock for both "
        "things, or take the second one with acquire(timeout=...) and give the first one back when that fails."
    ),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=("https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Lock.acquire",),
    bad=(Example(_TWO_FUNCTIONS, Outcome("hangs")), Example(_SWAPPED, Outcome("hangs"))),
    good=(Example(_ONE_ORDER), Example(_GIVES_UP), Example(_IN_TURN), Example(_ONE_GATE)),
    check=check,
)
