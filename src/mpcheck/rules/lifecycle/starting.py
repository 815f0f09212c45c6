"""Where processes start."""

from __future__ import annotations

from mpcheck.model.event import Event

#: By kind: the methods with which processes start ("new" is the constructor), and what they are to the user.
STARTS = {
    "process": ("start", "a process"),
    "pool": ("new", "a pool"),
    "process-executor": ("submit map run_in_executor", "the processes of an executor"),
    "manager": ("new start", "the server process of a manager"),
    "base-manager": ("start __enter__", "the server process of a manager"),
    "shared-memory-manager": ("start __enter__", "the server process of a manager"),
}


def starts_processes(event: Event) -> bool:
    """Whether processes start at an event of one of these kinds, rather than before or later."""
    methods, _ = STARTS[event.kind]
    made_only = event.creates and event.name == "multiprocessing.managers.SyncManager"
    return ("new" if event.creates else event.method) in methods.split() and not made_only
