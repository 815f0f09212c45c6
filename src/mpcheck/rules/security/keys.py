"""Keys of both sides of a connection, where the code holds both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.model import attributes, iteration, parameters
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.values import NOTHING, BoundMethod, Collection, Const, Instance, Items, Value, Values, origin

MANAGERS = "manager base-manager shared-memory-manager"
_CLIENT = "multiprocessing.connection.Client"
_ERRORS = ("AuthenticationError", "ProcessError")


def given(event: Event, param: str) -> Values:
    """What a constructor is given, be it that of a subclass which takes the arguments of its base."""
    made = event.receiver
    if isinstance(made, Instance) and attributes.find_method(event.ev, made.info, "__init__") is not None:
        return NOTHING
    params = event.ev.tables.functions[event.name].params
    written = parameters.passed(event.ev, event.written, params, param, event.context)
    return NOTHING if written is None else event.evaluate(written)


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A client with another key than the server to which it connects."""

    client: Event
    server: Event


def mismatches(module: Module) -> Iterator[Mismatch]:
    """The clients whose server refuses them, because the keys that are written in the code differ."""
    connects = {event.origin: event.call for event in module.events_reached(MANAGERS, "connect")}
    made = list(module.events_reached(f"listener {MANAGERS}", "new"))
    clients = [event for event in made if event.call in connects]
    clients += [event for event in module.reached_events if event.name == _CLIENT]
    servers = [event for event in made if event.call not in connects]
    for client in clients if servers else ():
        asked = [server for server in servers if _is_asked(client, server)]
        keys = {_key(server) for server in asked}
        own = _key(client)
        if asked and own is not None and not keys & {own, None}:
            fails_at = connects.get(client.call, client.call)
            if not module.is_caught(fails_at, "Exception") and not _is_expected(module, client):
                yield Mismatch(client, asked[0])


def _key(event: Event) -> bytes | None:
    """The key that is written in the code; None where it is not, or not only."""
    key = iteration.constant(given(event, "authkey"))
    return key if isinstance(key, bytes) else None


def _is_asked(client: Event, server: Event) -> bool:
    """Whether a client connects to a server: to its ``address``, or to one that is written out as the same."""
    addresses = list(given(client, "address"))
    if len(addresses) != 1:
        return False
    (address,) = addresses
    if isinstance(address, BoundMethod) and address.name == "address":
        return origin(address.receiver) is server.call
    place = _place(client, address)
    return place is not None and any(_place(server, one) == place for one in given(server, "address"))


def _place(event: Event, address: Value) -> object:
    """An address as it is written out; None where it is not, or where the system chooses the port."""
    if isinstance(address, Const):
        return address.value if isinstance(address.value, str) else None
    if not isinstance(address, (Items, Collection)):
        return None
    host, port = (iteration.constant(iteration.item(event.ev, address, index)) for index in (0, 1))
    return (host, port) if isinstance(host, str) and isinstance(port, int) and port else None


def _is_expected(module: Module, client: Event) -> bool:
    """Whether a file speaks of the error, as those do that try what a wrong key leads to."""
    texts = (file.text for file in (module.found, module.ev.file(client.call)))
    return any(error in text for text in texts for error in _ERRORS)
