"""Check the orders of a session in a process of its own while the audit trail is being written."""

import multiprocessing
import os
import tempfile
import time

import audit


def receive_orders():
    """Stands for the exchange's gateway, which takes its time."""
    time.sleep(0.1)
    return [("MSFT", 100, 401.2), ("AAPL", -40, 188.7), ("NVDA", 15, 610.3), ("AAPL", 0, 190.0)]


def check_orders(orders, path):
    trail = audit.Trail(path)
    for symbol, quantity, price in orders:
        verdict = "accepted" if quantity else "refused"
        trail.write(f"{symbol} {quantity}@{price} {verdict}")


def main():
    folder = tempfile.mkdtemp()
    path = os.path.join(folder, "audit.log")
    trail = audit.Trail(path)
    trail.write("session opened")
    trail.start_heartbeat()

    orders = receive_orders()
    checker = multiprocessing.Process(target=check_orders, args=(orders, path))
    checker.start()
    checker.join()

    trail.write("session closed")
    with open(path) as lines:
        print(sum(1 for line in lines if "accepted" in line), "orders accepted")
    print("ok")


if __name__ == "__main__":
    main()
