"""Homework 9: print labels with a JoinableQueue.  Orders without an address are skipped."""
from multiprocessing import JoinableQueue, Process, Value


def valid(order):
    return bool(order.get("address"))


def printer(orders, printed):
    while True:
        order = orders.get()
        if order is None:
            orders.task_done()
            break
        if not valid(order):
            print("skipped order", order["number"])
            continue
        label = f"{order['number']}: {order['address']}"
        with printed.get_lock():
            printed.value += len(label) > 0
        orders.task_done()


def main():
    orders = JoinableQueue()
    printed = Value("i", 0)
    printers = [Process(target=printer, args=(orders, printed)) for _ in range(2)]
    for process in printers:
        process.start()
    for number in range(12):
        orders.put({"number": number, "address": "" if number == 5 else f"Mill Lane {number}"})
    for _ in printers:
        orders.put(None)
    orders.join()
    for process in printers:
        process.join()
    assert printed.value == 11
    print("ok")


if __name__ == "__main__":
    main()
