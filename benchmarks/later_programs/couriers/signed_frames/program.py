import multiprocessing
import secrets
import socket
from contextlib import closing

from frames import SignedChannel


def depot(conn: socket.socket, key: bytes) -> None:
    with conn, conn.makefile("rwb") as stream:
        channel = SignedChannel(key, stream)
        stock = {}
        while True:
            order = channel.recv()
            if order == "close":
                channel.send(stock)
                return
            stock[order["shelf"]] = stock.get(order["shelf"], 0) + order["boxes"]


def main() -> None:
    key = secrets.token_bytes(32)
    ours, theirs = socket.socketpair()
    process = multiprocessing.Process(target=depot, args=(theirs, key))
    process.start()
    theirs.close()
    with closing(ours), ours.makefile("rwb") as stream:
        ours.settimeout(6)
        channel = SignedChannel(key, stream)
        for shelf, boxes in (("A", 3), ("B", 1), ("A", 4)):
            channel.send({"shelf": shelf, "boxes": boxes})
        channel.send("close")
        stock = channel.recv()
    process.join()
    assert process.exitcode == 0
    assert stock == {"A": 7, "B": 1}, stock
    print("ok")


if __name__ == "__main__":
    main()
