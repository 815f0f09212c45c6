"""Forks on macOS, where they are never the default: those that the code asks for."""

from __future__ import annotations

from collections.abc import Iterator

from mpcheck.model.api import FORK_OR_SPAWN
from mpcheck.model.forks import Fork, forks_reached
from mpcheck.model.module import Module
from mpcheck.model.values import Const, only
from mpcheck.targets import Target


def forks_on_macos(module: Module) -> Iterator[tuple[Fork, frozenset[Target]]]:
    """The forks that happen there, each with the targets on which it does."""
    for fork in forks_reached(module):
        targets = _targets(module, fork)
        if targets:
            yield fork, targets


def _targets(module: Module, fork: Fork) -> frozenset[Target]:
    here = frozenset(target for target in fork.targets if target.platform == "macos")
    if fork.is_by_hand:
        return here
    chosen = any("fork" in methods for _, methods in module.chosen_start_methods)
    if fork.event.start_method not in ("fork", FORK_OR_SPAWN) and not chosen:
        return frozenset()
    choosing = module.named("multiprocessing.get_context", "multiprocessing.set_start_method")
    literals = [one for event in choosing for one in only(Const, event.values("method")) if one.value == "fork"]
    let_through = [module.narrow(one.node, here) for one in literals]
    return frozenset().union(*let_through) if let_through else here
