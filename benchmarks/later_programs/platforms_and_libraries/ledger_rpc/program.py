"""A tiny bookkeeping server on the loopback interface and its clients."""
import multiprocessing as mp
import secrets
from multiprocessing.connection import Client

from server import serve


class LedgerClient:
    def __init__(self, address, key):
        self.connection = Client(address, authkey=key)

    def post(self, account, cents):
        self.connection.send((account, cents))
        return self.connection.recv()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.connection.send(None)
        self.connection.close()


def main():
    key = secrets.token_bytes(32)
    ours, theirs = mp.Pipe(duplex=False)
    server = mp.Process(target=serve, args=(theirs, key, 2))
    server.start()
    theirs.close()
    if not ours.poll(60):
        server.terminate()
        raise RuntimeError("the server did not come up")
    address = ours.recv()
    with LedgerClient(address, key) as client:
        assert client.post("rent", -90_000) == -90_000
        assert client.post("salary", 250_000) == 250_000
    with LedgerClient(address, key) as client:
        assert client.post("rent", -90_000) == -180_000
    server.join(30)
    assert server.exitcode == 0, server.exitcode
    print("ok")


if __name__ == "__main__":
    main()
