"""Homework 9, improved: label parcels with a JoinableQueue.  Parcels without an address are skipped."""
from contextlib import contextmanager
from multiprocessing import JoinableQueue, Process, Value


class Orders:
    def __init__(self):
        self._queue = JoinableQueue()

    def put(self, order):
        self._queue.put(order)

    @contextmanager
    def next(self):
        order = self._queue.get()
        try:
            yield order
        finally:
            self._queue.task_done()

    def finish(self, workers):
        for _ in range(workers):
            self._queue.put(None)
        self._queue.join()


def desk(orders, labelled):
    while True:
        with orders.next() as order:
            if order is None:
                return
            if not order["address"]:
                continue
            with labelled.get_lock():
                labelled.value += 1


def main():
    orders = Orders()
    labelled = Value("i", 0)
    desks = [Process(target=desk, args=(orders, labelled)) for _ in range(2)]
    for process in desks:
        process.start()
    for number in range(12):
        orders.put({"number": number, "address": "" if number == 5 else f"Mill Lane {number}"})
    orders.finish(len(desks))
    for process in desks:
        process.join()
        assert process.exitcode == 0
    assert labelled.value == 11
    print("ok")


if __name__ == "__main__":
    main()
