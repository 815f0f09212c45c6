"""Two desks ask the risk process for their limits; the limits live in a manager."""

import multiprocessing
import secrets

from link import ask, open_link, serve
from limits import LimitManager


def desk(address, key, name, amounts, taken):
    for amount in amounts:
        reply = ask(address, key, {"desk": name, "amount": amount})
        if reply["granted"]:
            taken.put((name, amount))
    taken.put((name, None))


def main():
    key = secrets.token_bytes(32)
    taken = multiprocessing.Queue()
    orders = {"rates": [40, 70, 10], "fx": [20, 20, 20]}
    with LimitManager(address=("localhost", 0)) as manager:
        limits = manager.limits({"rates": 60, "fx": 55})
        with open_link(key) as listener:
            desks = [
                multiprocessing.Process(target=desk, args=(listener.address, key, name, amounts, taken))
                for name, amounts in orders.items()
            ]
            for process in desks:
                process.start()
            serve(listener, limits, requests=sum(map(len, orders.values())))
        granted, open_desks = {}, len(desks)
        while open_desks:
            name, amount = taken.get()
            if amount is None:
                open_desks -= 1
            else:
                granted.setdefault(name, []).append(amount)
        for process in desks:
            process.join()
    print({name: granted[name] for name in sorted(granted)})
    print("ok")


if __name__ == "__main__":
    main()
