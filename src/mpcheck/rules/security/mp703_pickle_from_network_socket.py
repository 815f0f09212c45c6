"""MP703: what arrives at a socket that other machines can reach is unpickled."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.security.authentication import is_authenticated
from mpcheck.rules.security.streams import calls_of_handlers, opened, senders
from mpcheck.rules.security.zmq_sockets import bound_to_network, unpickled

_LOADS = tuple(f"{library}.{name}" for library in ("pickle", "cloudpickle", "dill") for name in ("load", "loads"))
_LIBRARY = "zmq"
#: What a file holds that serves the clients of sockets.
_STREAMS = (".accept()", "socketserver")
#: What a file holds that unpickles.
_PICKLING = ("pickle", "dill")
#: What stands where such a server may turn strangers away.
_MAY_REFUSE = ("ssl", "verify_request")


def check(module: Module) -> Iterator[Finding]:
    """Report what unpickles messages of a socket that is bound to all addresses of the machine."""
    for find, confidence in ((_of_zmq, Confidence.HIGH), (_of_streams, Confidence.MEDIUM)):
        for call, binds in find(module):
            message = "any machine that can connect to this socket can run code here: what arrives is unpickled"
            related = [(bind, "the socket is bound to all addresses here") for bind in binds]
            targets = module.narrow(call, module.targets)
            yield from RULE.at(module, call, message, breaks=targets, related=related, confidence=confidence)


def _of_zmq(module: Module) -> Iterator[tuple[ast.Call, list[ast.Call]]]:
    """The calls that unpickle what sockets of ZeroMQ receive, with those that bind them to all addresses."""
    received = dict(unpickled(module, _loading(module))) if _holds(module, _LIBRARY) else {}
    if received and not is_authenticated(module):
        open_to_all = {socket: bind for bind, sockets in bound_to_network(module) for socket in sockets}
        yield from _reached(received, open_to_all)


def _of_streams(module: Module) -> Iterator[tuple[ast.Call, list[ast.Call]]]:
    """The same for what clients of other sockets send; whether these have to say a password first is not known."""
    may_unpickle = _holds(module, *_STREAMS) and _holds(module, *_PICKLING)
    open_to_all = opened(module) if may_unpickle else {}
    if open_to_all and not (_holds(module, *_MAY_REFUSE) or is_authenticated(module)):
        handling = (
            call for call in calls_of_handlers(module, open_to_all) if module.external_name(call.func) in _LOADS
        )
        received = {call: senders(module, call.args[0]) for call in (*_loading(module), *handling) if call.args}
        yield from _reached(received, open_to_all)


def _reached(
    received: dict[ast.Call, set[ast.AST]], open_to_all: dict[ast.AST, ast.Call]
) -> Iterator[tuple[ast.Call, list[ast.Call]]]:
    for call, sockets in received.items():
        binds = [open_to_all[one] for one in sockets if one in open_to_all]
        if binds:
            yield call, binds


def _holds(module: Module, *words: str) -> bool:
    """Whether one of the words stands in this file, or in another one of which it calls something."""
    return any(module.ev.project.holds(file, frozenset(words)) for file in (module.found, *module.files_called))


def _loading(module: Module) -> Iterator[ast.Call]:
    """The calls that unpickle bytes, or what they read from a file."""
    yield from module.calls_of(*_LOADS)
    for name in ("load", "loads"):
        yield from (call for call in module.called_elsewhere(name) if module.external_name(call.func) in _LOADS)


_SERVER = '''
import threading

import zmq

EVIL = """print("a stranger ran code here", flush=True)"""


class Parcel:
    def __reduce__(self):
        return exec, (EVIL,)


class Server:
    def __init__(self, context, address="tcp://*"):
        self.socket = context.socket(zmq.REP)
        self.port = self.socket.bind_to_random_port(address)

    def answer(self):
        request = self.socket.recv_pyobj()  # MP703
        self.socket.send_string("done")
        return request


def stranger(context, port):
    with context.socket(zmq.REQ) as socket:
        socket.connect(f"tcp://127.0.0.1:{port}")
        socket.send_pyobj(Parcel())
        socket.recv_string()


if __name__ == "__main__":
    context = zmq.Context()
    server = Server(context)
    thread = threading.Thread(target=stranger, args=(context, server.port))
    thread.start()
    print("ok" if server.answer() == "hello" else "")
    thread.join()
    server.socket.close()
    context.term()
'''

_LOADED = '''
import asyncio
import pickle

import zmq
import zmq.asyncio

EVIL = """print("a stranger ran code here", flush=True)"""
HOST = "0.0.0.0"


class Parcel:
    def __reduce__(self):
        return exec, (EVIL,)


async def receive(socket):
    return pickle.loads(await socket.recv())  # MP703


async def main():
    with zmq.asyncio.Context() as context, context.socket(zmq.PULL) as tasks, context.socket(zmq.PUSH) as stranger:
        tasks.bind("tcp://" + HOST + ":*")
        stranger.connect(tasks.getsockopt(zmq.LAST_ENDPOINT).decode().replace("0.0.0.0", "127.0.0.1"))
        await stranger.send(pickle.dumps(Parcel()))
        print("ok" if await receive(tasks) == "hello" else "")


if __name__ == "__main__":
    asyncio.run(main())
'''

_HANDLER = '''
import pickle
import socket
import socketserver
import threading

EVIL = """print("a stranger ran code here", flush=True)"""


class Parcel:
    def __reduce__(self):
        return exec, (EVIL,)


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        self.server.received = pickle.load(self.rfile)  # MP703


def stranger(port):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(pickle.dumps(Parcel()))


if __name__ == "__main__":
    with socketserver.TCPServer(("", 0), Handler) as server:
        thread = threading.Thread(target=stranger, args=(server.server_address[1],))
        thread.start()
        server.handle_request()
        thread.join()
    print("ok" if server.received == "hello" else "")
'''

_LOCAL = """
import tempfile

import zmq


def exchange(context, address):
    with context.socket(zmq.PAIR) as one, context.socket(zmq.PAIR) as other:
        one.bind(address)
        other.connect(one.getsockopt(zmq.LAST_ENDPOINT).decode())
        other.send_pyobj({"hello": 1})
        return one.recv_pyobj()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, zmq.Context() as context:
        addresses = ["inproc://here", "tcp://127.0.0.1:*", f"ipc://{folder}/socket"]
        found = [exchange(context, address) for address in addresses]
    print("ok" if found == [{"hello": 1}] * 3 else found)
"""

_JSON = """
import json

import zmq

if __name__ == "__main__":
    with zmq.Context() as context, context.socket(zmq.REP) as server, context.socket(zmq.REQ) as client:
        port = server.bind_to_random_port("tcp://*")
        client.connect(f"tcp://127.0.0.1:{port}")
        client.send_json([1, 2])
        request = server.recv_json()
        server.send(json.dumps(request).encode())
        print("ok" if json.loads(client.recv()) == [1, 2] else request)
"""

_SIGNED = """
import hashlib
import hmac
import pickle
import secrets

import zmq

KEY = secrets.token_bytes(32)


def sign(message):
    return hmac.new(KEY, message, hashlib.sha256).digest()


def send(socket, item):
    message = pickle.dumps(item)
    socket.send(sign(message) + message)


def receive(socket):
    message = socket.recv()
    if not hmac.compare_digest(message[:32], sign(message[32:])):
        raise ValueError("not from one of us")
    return pickle.loads(message[32:])


if __name__ == "__main__":
    with zmq.Context() as context, context.socket(zmq.PULL) as pull, context.socket(zmq.PUSH) as push:
        push.connect(f"tcp://127.0.0.1:{pull.bind_to_random_port('tcp://*')}")
        send(push, "hello")
        print("ok" if receive(pull) == "hello" else "")
"""

_KEYS = """
import threading

import zmq


def main():
    context = zmq.Context()
    public, secret = zmq.curve_keypair()
    server, client = context.socket(zmq.PAIR), context.socket(zmq.PAIR)
    server.curve_secretkey = secret
    server.curve_server = True
    client.curve_serverkey = public
    client.curve_publickey, client.curve_secretkey = zmq.curve_keypair()
    client.connect(f"tcp://127.0.0.1:{server.bind_to_random_port('tcp://*')}")
    thread = threading.Thread(target=client.send_pyobj, args=("hello",))
    thread.start()
    message = server.recv_pyobj()
    thread.join()
    context.destroy()
    return message


if __name__ == "__main__":
    print("ok" if main() == "hello" else "")
"""

RULE = Rule(
    code="MP703",
    name="pickle-from-network-socket",
    summary="What arrives at a socket that is bound to all addresses is unpickled.",
    why=(
        "recv_pyobj(), and pickle.loads() of what a socket receives, run whatever the sender has put in. Neither a socket, a "
        "server of socketserver nor ZeroMQ asks anybody for a key unless it is told to. One bound to 0.0.0.0, to an empty "
        "host or to tcp://* takes messages from every machine that can connect, also where it is meant for the program's own "
        "workers. This is so under every start method and Python."
    ),
    cure=(
        "Bind to 127.0.0.1, or to a Unix socket in a directory of the user alone; between machines use TLS or CURVE with known "
        "keys, or JSON or MessagePack in place of pickle."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://pyzmq.readthedocs.io/en/latest/api/zmq.html#zmq.Socket.recv_pyobj",
        "https://github.com/zeromq/pyzmq/pull/2039",
        "https://github.com/ModelTC/LightLLM/issues/1413",
    ),
    catalogue=("F04",),
    words=("zmq", "socketserver", ".accept() & pickle"),
    bad=(
        Example(_HANDLER, Outcome("wrong", "a stranger ran code here")),
        Example(_SERVER, Outcome("wrong", "a stranger ran code here"), requires=("zmq",)),
        Example(_LOADED, Outcome("wrong", "a stranger ran code here"), platforms=("linux",), requires=("zmq",)),
    ),
    good=(
        Example(_LOCAL, platforms=("linux",), requires=("zmq",)),
        Example(_JSON, requires=("zmq",)),
        Example(_SIGNED, requires=("zmq",)),
        Example(_KEYS, requires=("zmq",)),
    ),
    check=check,
)
