"""Servers made with ``socket`` or ``socketserver`` that other machines can reach, and what is read from their clients."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from mpcheck.model import attributes
from mpcheck.model.addresses import Reach, reach
from mpcheck.model.displays import last_name
from mpcheck.model.module import Module
from mpcheck.model.scopes import ClassInfo
from mpcheck.model.sources import sources
from mpcheck.model.values import BoundMethod, ClassRef, Instance, Object, Value, only

_ACCEPTED = "socket.socket.accept"
_SERVERS = {f"socketserver.{kind}TCPServer" for kind in ("", "Threading", "Forking")}
_HANDLERS = {"socketserver.BaseRequestHandler", "socketserver.StreamRequestHandler"}
#: The attributes of a handler that hold the connection, or what reads from it.
_OF_HANDLER = {"request", "connection", "rfile"}
_READS = {"recv", "read", "readline"}
_MAX_STEPS = 20


def opened(module: Module) -> dict[ast.AST, ast.Call]:
    """Where sockets are made that anybody can connect to, and handlers of such connections defined, each with what opens it."""
    found: dict[ast.AST, ast.Call] = {}
    for call in (*module.method_calls("bind"), *module.called_elsewhere("bind")):
        if isinstance(call.func, ast.Attribute) and _is_for_all(module, call):
            sockets = only(Object, module.contexts.values(call.func.value))
            found |= {one.call: call for one in sockets if one.name == "socket.socket" and one.call is not None}
    found |= {call: call for call in module.calls_of("socket.create_server") if _is_for_all(module, call)}
    for call in _servers(module):
        if len(call.args) > 1 and _is_for_all(module, call):
            found |= {one.info.node: call for one in only(ClassRef, module.contexts.values(call.args[1]))}
    return found


def _is_for_all(module: Module, call: ast.Call) -> bool:
    """Whether the address that a call is given first lets in other machines."""
    return bool(call.args) and reach(module.ev, module.contexts.values(call.args[0])) is Reach.NETWORK


def _servers(module: Module) -> Iterator[ast.Call]:
    """The calls of constructors that get the address and the handler of a server."""
    yield from module.calls_of(*_SERVERS)
    classes = dict.fromkeys((*module.found.classes, *module.ev.instantiations))
    for info in (one for one in classes if _SERVERS & set(attributes.external_bases(module.ev, one))):
        constructor = attributes.find_method(module.ev, info, "__init__")
        if constructor is None:
            yield from module.ev.instantiations_of(info)
        else:
            yield from (call for call in constructor.calls if last_name(call.func) == "__init__")


def calls_of_handlers(module: Module, defined: Iterable[ast.AST]) -> Iterator[ast.Call]:
    """The calls in the methods of handlers, which a server calls that may be made in another file."""
    for info in (module.found.info_of.get(node) for node in defined):
        if isinstance(info, ClassInfo):
            yield from (call for method in info.methods.values() for call in method.calls)


def senders(module: Module, message: ast.expr) -> set[ast.AST]:
    """The sockets and handlers from whose clients the bytes of a message come, or those of a file that is read."""
    found = {peer for one in module.contexts.values(message) for peer in _peers(module, one)}
    for read in _reads(module, message):
        found |= {peer for one in module.contexts.values(read.value) for peer in _peers(module, one)}
    return found


def _reads(module: Module, message: ast.expr) -> Iterator[ast.Attribute]:
    """The methods that read what a message is made of, in the function and in those that it calls for that."""
    parts = [message]
    for part in parts:
        for node in ast.walk(part):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _READS:
                yield node.func
            if isinstance(node, (ast.Name, ast.Call)) and len(parts) < _MAX_STEPS:
                added = _added(module, node) if isinstance(node, ast.Name) else []
                parts += [one for one in (*sources(module.ev, node), *added) if one not in parts]


def _added(module: Module, name: ast.Name) -> list[ast.expr]:
    """What is put into the bytes or the list of a name: ``data += connection.recv(size)``."""
    mutations = (one for one in module.ev.file(name).mutations if last_name(one.container) == name.id)
    return [one.value for one in mutations if module.function(one.container) is module.function(name)]


def _peers(module: Module, one: Value) -> Iterator[ast.AST]:
    """Whose clients a connection leads to: a socket that has accepted it, or a handler that was made for it."""
    if isinstance(one, BoundMethod) and isinstance(one.receiver, Instance) and one.name in _OF_HANDLER:
        if _HANDLERS & set(attributes.external_bases(module.ev, one.receiver.info)):
            yield one.receiver.info.node
    elif isinstance(one, Object) and isinstance(one.call, ast.Call) and isinstance(one.call.func, ast.Attribute):
        owners = only(Object, module.ev.evaluate(one.call.func.value, one.context))
        if one.name == _ACCEPTED:
            yield from (owner.call for owner in owners if owner.call is not None)
        elif one.name == f"{_ACCEPTED}.makefile":
            yield from (peer for owner in owners for peer in _peers(module, owner))
