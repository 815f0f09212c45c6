import threading
from multiprocessing import get_context
from operator import itemgetter


class Store:
    """Accounts that threads may change and processes may read."""

    def __init__(self, accounts):
        self.accounts = dict(accounts)
        self._lock = threading.Lock()
        self._listeners = [lambda name, amount: None]

    def __getstate__(self):
        state = self.__dict__.copy()
        del state["_lock"], state["_listeners"]
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)
        self._lock = threading.Lock()
        self._listeners = []

    def deposit(self, name, amount):
        with self._lock:
            self.accounts[name] += amount
        for listener in self._listeners:
            listener(name, amount)

    def interest(self, name):
        with self._lock:
            return name, round(self.accounts[name] * 0.03, 2)


def main():
    store = Store({"ann": 100.0, "bob": 50.0, "eve": 10.0})
    threads = [
        threading.Thread(target=lambda: store.deposit("ann", 25.0)) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with get_context().Pool(2) as pool:
        interest = sorted(pool.map(store.interest, store.accounts), key=itemgetter(1))
    assert interest == [("eve", 0.3), ("bob", 1.5), ("ann", 6.0)], interest
    print("ok")


if __name__ == "__main__":
    main()
