"""MP703: what arrives at a ZeroMQ socket that other machines can reach is unpickled."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.addresses import Reach, reach_of_url
from mpcheck.model.module import Module
from mpcheck.model.values import Object, Value, Values
from mpcheck.rules.base import Example, Outcome, Rule

_BINDS = ("bind", "bind_to_random_port")
_LOADS = ("pickle.loads", "cloudpickle.loads", "dill.loads")
_RECEIVES = "recv"
#: Checks who has sent a message, or keeps strangers from the socket.
_CHECKS = ("hmac.compare_digest", "hmac.digest", "hmac.new")
_AUTHENTICATORS = tuple(
    f"zmq.auth.{name}"
    for name in (
        "Authenticator",
        "thread.ThreadAuthenticator",
        "asyncio.AsyncioAuthenticator",
        "ioloop.IOLoopAuthenticator",
    )
)
_SERVERS = {"CURVE_SERVER", "GSSAPI_SERVER"}
_LIBRARY = "zmq"
#: Another file that holds one of these, in small letters, may see to who sends messages.
_MAY_CHECK = ("hmac", "zmq.auth", *(name.lower() for name in _SERVERS))


def check(module: Module) -> Iterator[Finding]:
    """Report what unpickles messages of a socket that is bound to all addresses of the machine."""
    files = (module.found, *module.files_called)
    received = dict(_unpickled(module)) if any(_LIBRARY in file.text for file in files) else {}
    if not received or any(module.calls_of(*_CHECKS, *_AUTHENTICATORS)) or _is_authenticated(module):
        return
    open_to_all = {socket: bind for bind, sockets in _bound_to_network(module) for socket in sockets}
    for call, sockets in received.items():
        binds = [open_to_all[one] for one in sockets if one in open_to_all]
        if binds:
            message = "any machine that can connect to this socket can run code here: what arrives is unpickled"
            related = [(bind, "the socket is bound to all addresses here") for bind in binds]
            yield from RULE.at(module, call, message, breaks=module.narrow(call, module.targets), related=related)


def _unpickled(module: Module) -> Iterator[tuple[ast.Call, set[ast.AST]]]:
    """The calls that unpickle what a socket receives, with where such sockets are made."""
    for call, owner in _methods(module, "recv_pyobj"):
        yield call, _sockets(module.contexts.values(owner))
    loads = (one for one in module.called_elsewhere("loads") if module.external_name(one.func) in _LOADS)
    for call in (*module.calls_of(*_LOADS), *loads):
        for one in module.contexts.values(call.args[0]) if call.args else ():
            yield call, _receiving(module, one)


def _methods(module: Module, name: str) -> Iterator[tuple[ast.Call, ast.expr]]:
    """The calls of a method, each with what it is called on."""
    for call in (*module.method_calls(name), *module.called_elsewhere(name)):
        if isinstance(call.func, ast.Attribute):
            yield call, call.func.value


def _receiving(module: Module, one: Value) -> set[ast.AST]:
    """The sockets that a message comes from."""
    message = one.call if isinstance(one, Object) and one.name.startswith("zmq.") else None
    if isinstance(message, ast.Call) and isinstance(message.func, ast.Attribute) and message.func.attr == _RECEIVES:
        return _sockets(module.contexts.values(message.func.value))
    return set()


def _sockets(values: Values) -> set[ast.AST]:
    made = (one for one in values if isinstance(one, Object) and one.call is not None)
    return {one.call for one in made if one.call and _is_socket(one.name)}


def _is_socket(name: str) -> bool:
    return name.startswith("zmq.") and name.rpartition(".")[2] in ("socket", "Socket")


def _bound_to_network(module: Module) -> Iterator[tuple[ast.Call, set[ast.AST]]]:
    for method in _BINDS:
        for call, owner in _methods(module, method):
            if call.args and reach_of_url(module.ev, module.contexts.values(call.args[0])) is Reach.NETWORK:
                yield call, _sockets(module.contexts.values(owner))


def _is_authenticated(module: Module) -> bool:
    """Whether a socket of the file lets in only those who have a key, or another file may see to that."""
    by_attribute = (store.attr.upper() for store, *_ in module.found.attribute_stores)
    names = {f"zmq.{name}" for name in _SERVERS}
    elsewhere = any(word in file.text.lower() for file in module.files_called for word in _MAY_CHECK)
    return elsewhere or any(name in _SERVERS for name in by_attribute) or any(module.references(names, _SERVERS))


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
    summary="What arrives at a ZeroMQ socket that is bound to all addresses is unpickled.",
    why=(
        "recv_pyobj(), and pickle.loads() of what recv() gives, run whatever the sender has put in. ZeroMQ asks nobody for a "
        "key unless it is told to. A socket bound to tcp://* or tcp://0.0.0.0 takes messages from every machine that can "
        "connect, also a socket that is meant for the program's own workers. This is so under every start method and Python."
    ),
    cure=(
        "Bind to tcp://127.0.0.1 or to ipc:// in a directory of the user alone; between machines use CURVE with known keys, "
        "or JSON or MessagePack in place of pickle."
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
    words=("zmq",),
    bad=(
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
