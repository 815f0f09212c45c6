import socket
import threading
from contextlib import ExitStack

from depot import Depot, DepotServer, Parcel
from wire import Channel


def hand_over(port: int, parcel: Parcel) -> int:
    with socket.create_connection(("127.0.0.1", port), timeout=3) as conn:
        with conn.makefile("rb") as reader, conn.makefile("wb") as writer:
            channel = Channel(reader, writer)
            channel.send(parcel)
            return channel.receive()


def main() -> None:
    with ExitStack() as stack:
        server = stack.enter_context(DepotServer(Depot()))
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        stack.callback(thread.join)
        stack.callback(server.shutdown)
        port = server.server_address[1]
        totals = [hand_over(port, Parcel(f"P{n}", "A3", 200 * n)) for n in (1, 2, 3)]
    assert totals == [200, 600, 1200], totals
    print("ok")


if __name__ == "__main__":
    main()
