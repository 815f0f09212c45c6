"""Calls of libraries whose errors do not survive the way back from a worker process."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LibraryError:
    """What a call may raise.

    ``calls`` are dotted names; ``*`` at the end stands for every method of the object.  ``ancestors`` are the names of
    the classes below Exception by which it can be caught, its own among them.  ``is_lost``: the parent cannot rebuild
    it, so that a pool waits for ever and an executor breaks; otherwise the worker cannot pickle it as it is raised, and
    what arrives is the error about that.
    """

    name: str
    calls: tuple[str, ...]
    ancestors: tuple[str, ...]
    is_lost: bool


ERRORS = (
    LibraryError(
        "urllib.error.HTTPError",
        ("urllib.request.urlopen", "urllib.request.build_opener.open"),
        ("HTTPError", "URLError", "OSError", "IOError", "EnvironmentError"),
        is_lost=False,
    ),
    LibraryError(
        "xmlrpc.client.Fault",
        ("xmlrpc.client.ServerProxy.*", "xmlrpc.client.Server.*"),
        ("Fault", "Error"),
        is_lost=True,
    ),
)


def error_of(call: str) -> LibraryError | None:
    """The error that a call of a dotted name may raise, of those that do not arrive."""
    return next((error for error in ERRORS if any(_is(call, name) for name in error.calls)), None)


def _is(call: str, name: str) -> bool:
    return call.startswith(name[:-1]) if name.endswith(".*") else call == name
