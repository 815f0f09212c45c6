"""MP702: the key that a manager or listener asks for is written in the code."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.addresses import Reach, reach
from mpcheck.model.deciding import deciding_call
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.values import Const, Values
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.security.keys import MANAGERS, given, mismatches

#: Who can read the key can connect from elsewhere, from this machine, or from a place that the code does not tell.
_WEIGHT = {
    Reach.NETWORK: (Severity.ERROR, Confidence.HIGH),
    Reach.UNKNOWN: (Severity.WARNING, Confidence.MEDIUM),
    Reach.MACHINE: (Severity.WARNING, Confidence.MEDIUM),
    Reach.PRIVATE: (Severity.NOTE, Confidence.LOW),
}


def check(module: Module) -> Iterator[Finding]:
    """Report servers on an address that is given, whose key everybody has who has the code, and clients with another."""
    for one in mismatches(module):
        message = "this key is not the one of the server, which refuses it: this raises AuthenticationError"
        breaks = module.narrow(one.client.call, module.targets)
        yield from RULE.at(module, one.client.call, message, breaks=breaks, related=[(one.server.call, "the server")])
    clients = _clients(module)
    reported: set[tuple[ast.AST, Reach]] = set()
    for event in module.events_reached(f"listener {MANAGERS}", "new"):
        keys, addresses = given(event, "authkey"), given(event, "address")
        if keys and all(isinstance(key, Const) and isinstance(key.value, str) for key in keys):
            message = "the key is a str, and has to be bytes: this raises TypeError"
            node = _deciding(module, event, keys)
            yield from RULE.at(module, node, message, breaks=module.narrow(node, module.targets))
        fixed = bool(keys) and all(isinstance(key, Const) and isinstance(key.value, bytes) for key in keys)
        if not fixed or not addresses or event.call in clients:
            continue
        lets_in = reach(module.ev, addresses)
        node = _deciding(module, event, keys)
        if (node, lets_in) in reported:
            continue
        reported.add((node, lets_in))
        severity, confidence = _WEIGHT[lets_in]
        yield from RULE.at(
            module,
            node,
            "the key is written in the code: whoever reads it can connect and run code here, for what arrives is unpickled",
            breaks=module.narrow(node, module.targets),
            severity=severity,
            confidence=confidence,
        )


def _clients(module: Module) -> set[ast.AST | None]:
    """The calls that make managers which only connect to a server; one function may make both sides."""
    makers = dict.fromkeys(module.ev.file(event.call) for event in module.events_reached(MANAGERS, "new"))
    beside = module.events_elsewhere(function for file in makers for function in file.functions)
    events = [one for one in (*module.reached_events, *beside) if one.kind in MANAGERS.split()]
    serving = {event.origin for event in events if event.method in ("start", "get_server")}
    return {event.origin for event in events if event.method == "connect"} - serving


def _deciding(module: Module, event: Event, keys: Values) -> ast.Call:
    """The call that makes a server, or where another file passes the key, that which does."""
    written = event.argument("authkey")
    is_beside = any(module.ev.file(key.node) is module.ev.file(event.call) for key in keys if isinstance(key, Const))
    passing = deciding_call(event, [written]) if written is not None and not is_beside else None
    return passing or event.call


_MANAGER = '''
from multiprocessing.connection import Client
from multiprocessing.managers import BaseManager

EVIL = """print("a stranger ran code here", flush=True)"""


class Parcel:
    def __reduce__(self):
        return exec, (EVIL,)


class Jobs(BaseManager):
    pass


def stranger(port):
    with Client(("localhost", port), authkey=b"abracadabra") as connection:
        connection.send(Parcel())
        connection.recv()


def main():
    jobs = Jobs(address=("", 0), authkey=b"abracadabra")  # MP702
    jobs.start()
    stranger(jobs.address[1])
    jobs.shutdown()


if __name__ == "__main__":
    main()
'''

_LISTENER = '''
import threading
from multiprocessing import connection

EVIL = """print("a stranger ran code here", flush=True)"""
KEY = b"secret password"


class Parcel:
    def __reduce__(self):
        return exec, (EVIL,)


class Server:
    def __init__(self, host="0.0.0.0", key=KEY):
        self.listener = connection.Listener((host, 0), authkey=key)  # MP702

    def serve(self):
        with self.listener.accept() as peer:
            return peer.recv()


def stranger(port):
    with connection.Client(("localhost", port), authkey=b"secret password") as peer:
        peer.send(Parcel())


if __name__ == "__main__":
    server = Server()
    thread = threading.Thread(target=stranger, args=(server.listener.address[1],))
    thread.start()
    print("ok" if server.serve() == "hello" else "")
    thread.join()
'''

_TEXT = """
import queue
from multiprocessing.managers import BaseManager

jobs = queue.Queue()


class Jobs(BaseManager):
    pass


def serve(port=0, key="of this office"):
    return Jobs(address=("localhost", port), authkey=key)  # MP702


if __name__ == "__main__":
    Jobs.register("jobs", callable=lambda: jobs)
    with serve() as manager:
        print("ok")
"""

_OTHER_KEY = """
from multiprocessing.managers import BaseManager


class Jobs(BaseManager):
    pass


Jobs.register("jobs", list)


def connected(address):
    client = Jobs(address, authkey=b"jobs-2")  # MP702
    client.connect()
    return client.jobs()


def main():
    with Jobs(("localhost", 0), authkey=b"jobs-1") as server:  # MP702
        connected(server.address).append(1)


if __name__ == "__main__":
    main()
    print("ok")
"""

_RANDOM_KEY = """
import secrets
from multiprocessing.managers import BaseManager


class Jobs(BaseManager):
    pass


Jobs.register("jobs", list)


def main():
    key = secrets.token_bytes(32)
    with Jobs(address=("localhost", 0), authkey=key) as server:
        client = Jobs(server.address, key)
        client.connect()
        client.jobs().append(1)


if __name__ == "__main__":
    main()
    print("ok")
"""

_FROM_OUTSIDE = """
import os
from multiprocessing.connection import Listener


def listen(host, key=None):
    return Listener((host, 0), authkey=key or os.environ.get("JOBS_KEY", "").encode() or os.urandom(32))


if __name__ == "__main__":
    listen("").close()
    listen("localhost").close()
    print("ok")
"""

_OWN_ADDRESS = """
from multiprocessing.connection import Listener
from multiprocessing.managers import SyncManager


def main():
    with SyncManager(authkey=b"of this test") as manager:
        numbers = manager.list([1])
        numbers.append(2)
        assert list(numbers) == [1, 2]
    Listener(authkey=b"of this test").close()


if __name__ == "__main__":
    main()
    print("ok")
"""

RULE = Rule(
    code="MP702",
    name="authkey-in-source",
    summary="A manager or Listener has an authkey that is written in the code, is no bytes, or is not its client's.",
    why=(
        "The key is all that keeps strangers out: who passes it sends messages that are unpickled, and unpickling runs "
        "whatever the sender has put in. A key in the source is known to everybody who has the program, its repository or "
        "one of its copies; those of well-known examples are known to everybody. A key that is a str is refused: it has to be bytes. "
        "Two keys that are written down on both sides, and changed on one, fit no more: the server refuses its client. "
        "This is so under every start method."
    ),
    cure=(
        "Make the key with secrets.token_bytes(32), and hand it to the other side through a file that only its user can "
        "read, or through the environment. Listen on localhost where no other machine has to connect."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#authentication-keys",
        "https://docs.python.org/3/library/multiprocessing.html#using-a-remote-manager",
    ),
    catalogue=("F01", "F02"),
    bad=(
        Example(_MANAGER, Outcome("wrong", "a stranger ran code here")),
        Example(_LISTENER, Outcome("wrong", "a stranger ran code here")),
        Example(_TEXT, Outcome("raises", "TypeError")),
        Example(_OTHER_KEY, Outcome("raises", "AuthenticationError")),
    ),
    good=(Example(_RANDOM_KEY), Example(_FROM_OUTSIDE), Example(_OWN_ADDRESS)),
    check=check,
)
