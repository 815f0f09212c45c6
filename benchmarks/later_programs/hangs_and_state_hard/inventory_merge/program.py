"""Merge the stock lists of several warehouses into one shared catalogue."""
import multiprocessing as mp

from inv import Catalogue, OPERATIONS


def apply_orders(catalogue, lock, orders):
    for op, item, amount in orders:
        OPERATIONS[op](catalogue, lock, item, amount)


def main():
    orders = [("receive", "bolt", 5), ("receive", "nut", 3), ("note", "bolt", "shelf 4"), ("ship", "bolt", 2)] * 10
    with mp.Manager() as manager:
        catalogue = Catalogue.create(manager, ["bolt", "nut"])
        lock = manager.Lock()
        with mp.Pool(2) as pool:
            pool.starmap(apply_orders, [(catalogue, lock, orders[k::4]) for k in range(4)])
        stock, notes = catalogue.snapshot()
    assert stock == {"bolt": {"amount": 30}, "nut": {"amount": 30}}, stock
    assert notes["bolt"] == ["shelf 4"] * 10 and not notes["nut"], notes
    print(stock)
    print("ok")


if __name__ == "__main__":
    main()
