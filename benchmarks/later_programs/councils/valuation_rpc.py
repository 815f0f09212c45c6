"""A small service that values houses, and its client."""
import pickle
import socket
import socketserver
import sys
import threading
from dataclasses import dataclass

RAN = []


def remember(who):
    RAN.append(who)


@dataclass
class House:
    area: float
    year: int


class Stranger:
    """What somebody else might send."""

    def __reduce__(self):
        return remember, ("stranger",)


class ValuationHandler(socketserver.StreamRequestHandler):
    def handle(self):
        house = pickle.load(self.rfile)
        match house:
            case House(area=area, year=year):
                self.wfile.write(b"%d\n" % (area * 2000 - (2024 - year) * 500))
            case _:
                self.wfile.write(b"0\n")


class ValuationServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


def value(port, thing):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as link:
        link.sendall(pickle.dumps(thing))
        return int(link.makefile().readline())


def main():
    with ValuationServer(("0.0.0.0", 0), ValuationHandler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]
        print(value(port, House(100, 1990)), value(port, House(62.5, 2010)))
        value(port, Stranger.__new__(Stranger))
        server.shutdown()
    if RAN:
        sys.exit("the service ran code for a stranger")
    print("ok")


if __name__ == "__main__":
    main()
