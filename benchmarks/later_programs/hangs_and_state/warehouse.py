from multiprocessing import Manager, Process

ORDERS = [
    [("bolt", 30), ("nut", 10)],
    [("bolt", 5), ("gear", 2)],
    [("nut", 40), ("gear", 1)],
]


def book(stock, lock, order):
    for sku, quantity in order:
        with lock:
            stock[sku]["reserved"] += quantity


def start_all(target, argument_lists):
    procs = [Process(target=target, args=arguments) for arguments in argument_lists]
    for proc in procs:
        proc.start()
    return procs


def wait_all(procs):
    for proc in procs:
        proc.join()
    failed = [proc.name for proc in procs if proc.exitcode != 0]
    if failed:
        raise SystemExit(f"failed: {failed}")


def main():
    with Manager() as manager:
        stock = manager.dict()
        for sku, on_hand in (("bolt", 500), ("nut", 300), ("gear", 20)):
            stock[sku] = {"on_hand": on_hand, "reserved": 0}
        lock = manager.Lock()
        wait_all(start_all(book, [(stock, lock, order) for order in ORDERS]))
        report = {sku: entry["reserved"] for sku, entry in stock.items()}
    print(report)
    print("ok" if report == {"bolt": 35, "nut": 50, "gear": 3} else "mismatch")


if __name__ == "__main__":
    main()
