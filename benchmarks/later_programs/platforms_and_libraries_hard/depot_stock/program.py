import sys
from multiprocessing import Manager

from depot import OPERATIONS, make_executor

ORDERS = [("deliver", 40), ("ship", 15), ("deliver", 5), ("ship", 22)] * 5


def carry_out(executor, orders, journal):
    futures = [
        executor.submit(OPERATIONS[kind], amount, journal) for kind, amount in orders
    ]
    return sum(future.result(timeout=60) for future in futures)


def main():
    executor, level = make_executor(2, level_start=100)
    with Manager() as manager, executor:
        journal = manager.Queue()
        change = carry_out(executor, ORDERS, journal)
        entries = [journal.get(timeout=30) for _ in ORDERS]
    if sorted(entries) != sorted(ORDERS):
        return 1
    if not change == level.value - 100 == 40:
        print(change, level.value)
        return 1
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
