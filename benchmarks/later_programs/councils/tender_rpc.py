"""A service that values tenders, for processes of the same machine that were given the key."""
import hashlib
import hmac
import pickle
import secrets
import socket
import socketserver
import threading
from dataclasses import dataclass

SIZE = hashlib.sha256().digest_size


@dataclass
class Tender:
    price: int
    days: int


class Seal:
    def __init__(self, key=None):
        self._key = key or secrets.token_bytes(32)

    def wrap(self, thing):
        body = pickle.dumps(thing)
        return hmac.new(self._key, body, hashlib.sha256).digest() + body

    def unwrap(self, frame):
        tag, body = frame[:SIZE], frame[SIZE:]
        if not hmac.compare_digest(tag, hmac.new(self._key, body, hashlib.sha256).digest()):
            raise PermissionError("bad seal")
        return pickle.loads(body)


class TenderHandler(socketserver.StreamRequestHandler):
    def handle(self):
        try:
            tender = self.server.seal.unwrap(self.rfile.read())
        except PermissionError:
            self.wfile.write(b"-1\n")
        else:
            self.wfile.write(b"%d\n" % (100 - tender.price // 1000 - tender.days))


class TenderServer(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, address, seal):
        super().__init__(address, TenderHandler)
        self.seal = seal


def score(port, frame):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as link:
        link.sendall(frame)
        link.shutdown(socket.SHUT_WR)
        return int(link.makefile().readline())


def main():
    seal = Seal()
    with TenderServer(("127.0.0.1", 0), seal) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]
        scores = [score(port, each.wrap(Tender(20_000, 30))) for each in (seal, Seal(b"guessed"))]
        server.shutdown()
    print(scores[0], "points,", scores.count(-1), "refused")
    print("ok")


if __name__ == "__main__":
    main()
