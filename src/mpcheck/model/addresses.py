"""Whom an address lets in: the addresses of listeners, managers and sockets."""

from __future__ import annotations

import ast
from enum import Enum
from typing import TYPE_CHECKING

from mpcheck.model import iteration
from mpcheck.model.displays import text_parts
from mpcheck.model.values import Collection, Const, Items, Object, Value, Values

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

#: In place of what follows a known beginning.
_OPEN = "{...}"
_EVERYBODY = {"", "*", "0.0.0.0", "::", "0", "<any>"}  # noqa: S104 -- what is looked for


class Reach(Enum):
    """From where others can connect."""

    PRIVATE = "whoever may open a file or pipe"
    MACHINE = "every user of this machine"
    NETWORK = "the network"
    UNKNOWN = "unknown"


def reach(ev: Evaluator, addresses: Values) -> Reach:
    """Whom the addresses let in that an expression may be; nothing given is chosen by the library, and private."""
    found = {_of_address(ev, one) for one in addresses} or {Reach.PRIVATE}
    return found.pop() if len(found) == 1 else Reach.UNKNOWN


def reach_of_url(ev: Evaluator, urls: Values) -> Reach:
    """The same for addresses of ZeroMQ: ``tcp://*:5555``."""
    found = {_of_url(_beginning(ev, one)) for one in urls} or {Reach.UNKNOWN}
    return found.pop() if len(found) == 1 else Reach.UNKNOWN


def _of_address(ev: Evaluator, one: Value) -> Reach:
    if isinstance(one, Const):
        # A path of a Unix socket or of a pipe.
        return Reach.PRIVATE if one.value is None or isinstance(one.value, str) else Reach.UNKNOWN
    if isinstance(one, Items) or (isinstance(one, Collection) and isinstance(one.node, (ast.Tuple, ast.List))):
        found = {_of_host(host.value) for host in iteration.item(ev, one, 0) if isinstance(host, Const)}
        return found.pop() if len(found) == 1 == len(iteration.item(ev, one, 0)) else Reach.UNKNOWN
    return Reach.UNKNOWN


def _of_host(host: object) -> Reach:
    if not isinstance(host, str):
        return Reach.UNKNOWN
    return Reach.MACHINE if host == "localhost" or host.startswith(("127.", "::1", "localhost.")) else Reach.NETWORK


def _of_url(url: str) -> Reach:
    scheme, separator, rest = url.partition("://")
    if not separator:
        return Reach.UNKNOWN
    if scheme != "tcp":
        return Reach.PRIVATE if scheme in ("inproc", "ipc") else Reach.UNKNOWN
    host = rest.rpartition(":")[0] if ":" in rest else rest  # the library chooses the port
    return Reach.NETWORK if host.strip("[]") in _EVERYBODY - {""} else Reach.UNKNOWN


def _beginning(ev: Evaluator, one: Value) -> str:
    """How a string begins, as far as it is written out."""
    if isinstance(one, Const):
        return one.value if isinstance(one.value, str) else ""
    if not isinstance(one, Object) or one.name != "builtins.str":
        return ""
    text = ""
    for part in text_parts(one.call):
        known = iteration.constant(ev.evaluate(part, one.context))
        if not isinstance(known, (str, int)):
            return text + _OPEN
        text += str(known)
    return text
