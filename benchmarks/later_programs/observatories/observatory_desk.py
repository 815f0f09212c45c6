"""Takes orders on the loopback address with a fresh key, and asks a tool for the sort order."""

import secrets
import subprocess
import sys
import threading
from multiprocessing.connection import Client, Listener

SORT = "import sys; print(*sorted(sys.stdin.read().split()))"


class OrderDesk:
    def __init__(self, host="127.0.0.1", port=0, secret=None):
        self.secret = secret or secrets.token_bytes(32)
        self.orders = []
        self.listener = Listener((host, port), authkey=self.secret)

    @property
    def address(self):
        return self.listener.address

    def serve(self, visitors):
        for _ in range(visitors):
            with self.listener.accept() as visitor:
                order = visitor.recv()
                self.orders.append(order)
                visitor.send(f"pointing at {order['target']}")
        self.listener.close()


class Tool:
    def __init__(self, *command, **options):
        self.command = list(command)
        self.options = {"check": True, "stdout": subprocess.PIPE, "encoding": "utf-8", **options}

    def __call__(self, text):
        return subprocess.run(self.command, input=text, **self.options).stdout.split()


def main():
    desk = OrderDesk()
    service = threading.Thread(target=desk.serve, args=(3,))
    service.start()
    for target in ("M31", "M13", "M27"):
        with Client(desk.address, authkey=desk.secret) as visitor:
            visitor.send({"target": target})
            print(visitor.recv())
    service.join()
    ordered = Tool(sys.executable, "-c", SORT)
    print(ordered(" ".join(order["target"] for order in desk.orders)))
    print("ok")


if __name__ == "__main__":
    main()
