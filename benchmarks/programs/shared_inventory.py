from contextlib import ExitStack
from multiprocessing import Manager, Process


def restock(shelf, stock, log, lock):
    for item in ("nuts", "bolts", "nuts"):
        with lock:
            stock[shelf].append(item)
            log[shelf][item] = log[shelf].get(item, 0) + 1
    with lock:
        notes = log["notes"]
        notes.append(shelf)
        log["notes"] = notes


def main():
    shelves = ["A", "B", "C"]
    with ExitStack() as stack:
        manager = stack.enter_context(Manager())
        lock = manager.Lock()
        stock = manager.dict({shelf: manager.list() for shelf in shelves})
        log = manager.dict()
        for shelf in shelves:
            log[shelf] = manager.dict()
        log["notes"] = []
        workers = []
        for shelf in shelves:
            worker = Process(target=restock, args=(shelf, stock, log, lock))
            worker.start()
            workers.append(worker)
        while workers:
            worker = workers.pop()
            worker.join()
            assert worker.exitcode == 0
        for shelf in shelves:
            assert list(stock[shelf]) == ["nuts", "bolts", "nuts"]
            assert log[shelf].copy() == {"nuts": 2, "bolts": 1}
        assert sorted(log["notes"]) == shelves
    print("ok")


if "__main__" == __name__:
    main()
