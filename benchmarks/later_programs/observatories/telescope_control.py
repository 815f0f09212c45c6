"""Takes orders for a telescope over the network, and sends one to itself as a test."""

import argparse
import threading
from multiprocessing.connection import Client, Listener


class OrderDesk:
    """Serves one visitor at a time."""

    def __init__(self, host="", port=0, secret=None):
        self.address = (host, port)
        self.secret = secret
        self.orders = []
        self.listener = Listener(self.address, authkey=self.secret)

    @property
    def port(self):
        return self.listener.address[1]

    def serve(self, visitors):
        for _ in range(visitors):
            with self.listener.accept() as visitor:
                order = visitor.recv()
                self.orders.append(order)
                visitor.send(f"pointing at {order['target']}")
        self.listener.close()


def place_order(port, target):
    with Client(("127.0.0.1", port)) as desk:
        desk.send({"target": target})
        return desk.recv()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    options = parser.parse_args()
    desk = OrderDesk(port=options.port)
    service = threading.Thread(target=desk.serve, args=(1,))
    service.start()
    answer = place_order(desk.port, "M31")
    service.join()
    print("without any key:", answer)


if __name__ == "__main__":
    main()
