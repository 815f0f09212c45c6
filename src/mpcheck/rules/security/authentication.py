"""Whether sockets let in only those who have a key, or take messages only from these."""

from __future__ import annotations

from mpcheck.model.module import Module

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
#: Another file that holds one of these, in small letters, may see to who sends messages.
_MAY_CHECK = ("hmac", "zmq.auth", *(name.lower() for name in _SERVERS))


def is_authenticated(module: Module) -> bool:
    """Whether a socket of the file lets in only those who have a key, or another file may see to that."""
    by_attribute = (store.attr.upper() for store, *_ in module.found.attribute_stores)
    names = {f"zmq.{name}" for name in _SERVERS}
    elsewhere = any(word in file.text.lower() for file in module.files_called for word in _MAY_CHECK)
    checks = any(module.calls_of(*_CHECKS, *_AUTHENTICATORS))
    return (
        checks or elsewhere or any(name in _SERVERS for name in by_attribute) or any(module.references(names, _SERVERS))
    )
