"""Executors whose workers die."""

from __future__ import annotations

from mpcheck.model.module import Module

_BROKEN = {
    "concurrent.futures.process.BrokenProcessPool",
    "concurrent.futures.BrokenExecutor",
    "concurrent.futures._base.BrokenExecutor",
}


def expects_broken_executor(module: Module) -> bool:
    """Whether the file names the exception by which an executor tells that a worker has died: it reckons with that."""
    return any(module.references(_BROKEN, {name.rpartition(".")[2] for name in _BROKEN}))
