"""Tonight's orders of a bakery: ovens bake them side by side and mark them as done."""
import multiprocessing
from multiprocessing.managers import SyncManager


class Counter:
    """The orders, by number, as everybody in the bakery sees them."""

    def __init__(self, manager: SyncManager):
        self.orders = manager.dict()

    def take(self, number, customer, goods):
        self.orders[number] = {"customer": customer, "goods": goods, "done": False, "crates": 0}

    def open_orders(self):
        return [number for number, order in self.orders.items() if not order["done"]]


def crates_for(goods):
    return -(-sum(goods.values()) // 12)


def oven(orders, kind):
    """Bake all orders of a kind."""
    for order in orders.values():
        if kind in order["goods"]:
            order["crates"] = crates_for(order["goods"])
            order["done"] = True


def main():
    with multiprocessing.Manager() as manager:
        counter = Counter(manager)
        counter.take(1, "Café Sole", {"roll": 40})
        counter.take(2, "School", {"loaf": 12})
        counter.take(3, "Hotel", {"roll": 90})
        ovens = [multiprocessing.Process(target=oven, args=(counter.orders, kind)) for kind in ("roll", "loaf")]
        for each in ovens:
            each.start()
        for each in ovens:
            each.join()
        if any(each.exitcode for each in ovens):
            raise SystemExit("an oven is broken")
        left = counter.open_orders()
    print("ok" if not left else "still to bake: %s" % left)


if __name__ == "__main__":
    main()
