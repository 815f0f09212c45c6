"""Sockets of ZeroMQ that other machines can reach, and what is received from them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from mpcheck.model.addresses import Reach, reach_of_url
from mpcheck.model.module import Module
from mpcheck.model.values import Object, Value, Values

_BINDS = ("bind", "bind_to_random_port")
_RECEIVES = "recv"


def unpickled(module: Module, loading: Iterable[ast.Call]) -> Iterator[tuple[ast.Call, set[ast.AST]]]:
    """The calls that unpickle what a socket receives, with where such sockets are made."""
    for call, owner in _methods(module, "recv_pyobj"):
        yield call, _sockets(module.contexts.values(owner))
    for call in loading:
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


def bound_to_network(module: Module) -> Iterator[tuple[ast.Call, set[ast.AST]]]:
    for method in _BINDS:
        for call, owner in _methods(module, method):
            if call.args and reach_of_url(module.ev, module.contexts.values(call.args[0])) is Reach.NETWORK:
                yield call, _sockets(module.contexts.values(owner))
