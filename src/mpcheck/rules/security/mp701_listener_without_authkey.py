"""MP701: a Listener that other machines can reach asks nobody for a key."""

from __future__ import annotations

from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.addresses import Reach, reach
from mpcheck.model.attributes import is_literal
from mpcheck.model.calling import has_hidden_arguments
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule


def check(module: Module) -> Iterator[Finding]:
    """Report listeners on an address of the network that are made without a key."""
    for event in module.events_reached("listener", "new"):
        keys = event.values("authkey")
        if has_hidden_arguments(event.call) or not all(is_literal(key, None) for key in keys):
            continue
        if reach(module.ev, event.values("address")) is Reach.NETWORK:
            message = "anybody who can connect to this address can run code here: what arrives is unpickled, and no key is asked for"
            yield from RULE.at(module, event.call, message, breaks=module.narrow(event.call, module.targets))


_STRANGER = '''
import threading
from multiprocessing.connection import Client, Listener

EVIL = """print("a stranger ran code here", flush=True)"""


class Parcel:
    def __reduce__(self):
        return exec, (EVIL,)


def stranger(port):
    with Client(("localhost", port)) as connection:
        connection.send(Parcel())


def main():
    with Listener(("", 0)) as listener:  # MP701
        thread = threading.Thread(target=stranger, args=(listener.address[1],))
        thread.start()
        with listener.accept() as connection:
            print("ok" if connection.recv() == "hello" else "")
        thread.join()


if __name__ == "__main__":
    main()
'''

_SERVER_CLASS = '''
import threading
from multiprocessing import connection

EVIL = """print("a stranger ran code here", flush=True)"""


class Parcel:
    def __reduce__(self):
        return exec, (EVIL,)


class Server:
    HOST = "0.0.0.0"

    def __init__(self, host=HOST, port=0):
        self.address = (host, port)
        self.listener = connection.Listener(self.address, family="AF_INET", authkey=None)  # MP701

    def serve(self):
        with self.listener.accept() as peer:
            return peer.recv()


def stranger(port):
    with connection.Client(("localhost", port)) as peer:
        peer.send(Parcel())


if __name__ == "__main__":
    server = Server()
    thread = threading.Thread(target=stranger, args=(server.listener.address[1],))
    thread.start()
    print("ok" if server.serve() == "hello" else "")
    thread.join()
'''

_WITH_KEY = """
import multiprocessing as mp
import secrets
import threading
from multiprocessing.connection import Client, Listener


def stranger(port):
    try:
        with Client(("localhost", port), authkey=b"") as connection:
            connection.send("hello")
    except (mp.AuthenticationError, EOFError, OSError):
        pass


def main():
    with Listener(("", 0), authkey=secrets.token_bytes(32)) as listener:
        thread = threading.Thread(target=stranger, args=(listener.address[1],))
        thread.start()
        try:
            listener.accept().recv()
        except (mp.AuthenticationError, EOFError, OSError):
            print("ok")
        thread.join()


if __name__ == "__main__":
    main()
"""

_LOCAL = """
import threading
from multiprocessing.connection import Client, Listener


def send(address):
    with Client(address) as connection:
        connection.send("hello")


def receive(listener):
    with listener:
        thread = threading.Thread(target=send, args=(listener.address,))
        thread.start()
        with listener.accept() as connection:
            assert connection.recv() == "hello"
        thread.join()


if __name__ == "__main__":
    receive(Listener())
    receive(Listener(None))
    receive(Listener(("localhost", 0)))
    receive(Listener(address=("127.0.0.1", 0)))
    print("ok")
"""

_GIVEN = """
import os
from multiprocessing import connection


def serve(address, key=None):
    listener = connection.Listener(address, authkey=key or os.urandom(16))
    listener.close()


def main(arguments):
    serve(("0.0.0.0", 0))
    options = {"authkey": os.urandom(16)}
    connection.Listener(("0.0.0.0", 0), **options).close()
    host = os.environ.get("SERVER_HOST", "127.0.0.1")
    connection.Listener((host, 0)).close()


if __name__ == "__main__":
    main([])
    print("ok")
"""

RULE = Rule(
    code="MP701",
    name="listener-without-authkey",
    summary="A Listener on an address of the network is made without an authkey.",
    why=(
        "recv() of a connection unpickles what arrives, and unpickling runs whatever the sender has put in. A Listener without "
        "authkey authenticates nobody. With an empty host, 0.0.0.0 or another address of the network, every machine that "
        "can connect can run code as the user of this program. This is so under every start method and Python."
    ),
    cure="Listen on localhost or on a Unix socket, and pass an authkey made by secrets.token_bytes(32) to both sides.",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.connection.Listener",
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.connection.Connection.recv",
    ),
    catalogue=("F01",),
    bad=(
        Example(_STRANGER, Outcome("wrong", "a stranger ran code here")),
        Example(_SERVER_CLASS, Outcome("wrong", "a stranger ran code here")),
    ),
    good=(Example(_WITH_KEY), Example(_LOCAL), Example(_GIVEN)),
    check=check,
)
