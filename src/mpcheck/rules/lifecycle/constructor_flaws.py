"""Constructors of subclasses of Process and Thread that leave out the library's, or come before it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.findings import Confidence
from mpcheck.model.flow import ENTRY
from mpcheck.model.module import Module
from mpcheck.model.scopes import ClassInfo, FunctionInfo
from mpcheck.rules.lifecycle import constructors
from mpcheck.rules.lifecycle.dispatches import names_processes

_FAILURE = {
    "process": "`start()` raises AttributeError",
    "thread": "`start()` raises RuntimeError: thread.__init__() not called",
}
#: Attributes whose setters need what the library's constructor makes, and what they raise without.
_EARLY = {
    "process": {"daemon": "AttributeError"},
    "thread": {"daemon": "RuntimeError", "name": "AssertionError"},
}


@dataclass(frozen=True, slots=True)
class ConstructorFlaw:
    """A class, a constructor or an assignment, and what goes wrong with it."""

    node: ast.AST
    message: str
    confidence: Confidence


def constructor_flaws(module: Module, info: ClassInfo) -> Iterator[ConstructorFlaw]:
    """What is wrong with the constructor that an instance of a class runs."""
    kind = constructors.kind_of(module, info)
    if not kind or (kind == "thread" and not names_processes(module)) or constructors.is_shaped_elsewhere(module, info):
        return
    made = info in module.ev.instantiations
    if not made and any(info in constructors.family(module, other)[1:] for other in module.found.classes):
        # Nobody makes one: its subclasses may do what it leaves out.
        return
    confidence = Confidence.HIGH if made else Confidence.MEDIUM
    owner = constructors.constructing(module, info)
    init = owner.methods.get("__init__") if owner else None
    ends = constructors.first_without(module, init) if init else None
    if init is not None and ends is None:
        yield from _skipped(module, info, init, kind)
        yield from _early(module, info, init, kind)
    elif owner is not None and not constructors.is_initialised_elsewhere(module, info):
        yield _missing(module, info, ends, kind, confidence) if ends else _data_class(info, kind, confidence)


def _missing(module: Module, info: ClassInfo, ends: FunctionInfo, kind: str, confidence: Confidence) -> ConstructorFlaw:
    owner = ends.cls
    if owner is not None and constructors.kind_of(module, owner):
        message = f"`{owner.name}.__init__` does not call `super().__init__()`: {_FAILURE[kind]}"
        return ConstructorFlaw(ends.node, message, confidence)
    message = f"`{info.name}` runs `{ends.qualname}`, which does not call `super().__init__()`: {_FAILURE[kind]}"
    return ConstructorFlaw(info.node, message, confidence)


def _data_class(info: ClassInfo, kind: str, confidence: Confidence) -> ConstructorFlaw:
    message = f"the constructor that `dataclass` writes for `{info.name}` does not call `super().__init__()`"
    return ConstructorFlaw(info.node, f"{message}: {_FAILURE[kind]}", confidence)


def _skipped(module: Module, info: ClassInfo, init: FunctionInfo, kind: str) -> Iterator[ConstructorFlaw]:
    """The base's constructor is called on some paths only."""
    calls = constructors.constructor_calls(init)
    tried = any(isinstance(around, ast.Try) for call in calls for around in module.ancestors(call))
    if calls and not tried and not module.flow(calls[0]).always_after(ENTRY, [module.statement(c) for c in calls]):
        message = f"`{info.name}.__init__` does not always call `super().__init__()`: where not, {_FAILURE[kind]}"
        yield ConstructorFlaw(init.node, message, Confidence.MEDIUM)


def _early(module: Module, info: ClassInfo, init: FunctionInfo, kind: str) -> Iterator[ConstructorFlaw]:
    """``self.daemon = True`` before ``super().__init__()``."""
    calls = [module.statement(call) for call in constructors.constructor_calls(init)]
    for name, error in _EARLY[kind].items():
        redefined = any(name in here.scope.bindings for here in constructors.family(module, info))
        for write in init.cls.attributes.get(name, []) if init.cls and calls and not redefined else ():
            here = module.statement(write.node)
            late = any(one is here or module.flow(here).can_follow(one, here) for one in calls)
            if write.method is init and not late:
                message = f"`{name}` is set before `super().__init__()` is called: this raises {error}"
                yield ConstructorFlaw(write.node, message, Confidence.HIGH)
