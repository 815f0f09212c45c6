"""Handlers of logging that rotate their files: made by a call of their class, or by a configuration."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mpcheck.model import filling, mappings
from mpcheck.model.attributes import is_literal
from mpcheck.model.calling import argument
from mpcheck.model.iteration import made_at
from mpcheck.model.loading import loaded_files
from mpcheck.model.module import Module
from mpcheck.model.scopes import Collected
from mpcheck.model.values import NOTHING, Collection, Const, Object, only

_BY_SIZE = "logging.handlers.RotatingFileHandler"
_BY_TIME = "logging.handlers.TimedRotatingFileHandler"
_SENDS = "logging.handlers.QueueHandler"
_CONFIGURES = "logging.config.dictConfig"
_PARAMETERS = ("filename", "mode", "maxBytes")


@dataclass(frozen=True, slots=True)
class RotatingHandler:
    """Handlers that ``call`` makes for a file of this ``name``."""

    call: ast.Call
    name: ast.expr


@dataclass(frozen=True, slots=True)
class _Made:
    """A handler of any class."""

    call: ast.Call
    cls: str
    name: ast.expr | None
    limit: ast.expr | None


def rotating_handlers(module: Module) -> Iterator[RotatingHandler]:
    """Those that this file makes, and other files that workers run or load; none of a file that sends records elsewhere."""
    for file in _files(module):
        made = [*_constructed(module, file), *_configured(module, file)]
        sends = any(one.cls == _SENDS for one in made)
        if sends and file is module.found:
            return
        for one in made if not sends else ():
            if one.name is not None and _rotates(module, one):
                yield RotatingHandler(one.call, one.name)


def _files(module: Module) -> Iterator[Collected]:
    yield module.found
    for file in loaded_files(module) if module.worker_tasks else ():
        if file is not module.found and "RotatingFileHandler" in file.text:
            yield file


def _named(module: Module, file: Collected, names: Iterable[str]) -> Iterator[tuple[str, ast.Call]]:
    """The calls of functions and classes by their dotted names."""
    calls = module.calls_of(*names) if file is module.found else file.calls
    yield from ((name, call) for call in calls if (name := module.external_name(call.func)) in names)


def _constructed(module: Module, file: Collected) -> Iterator[_Made]:
    for cls, call in _named(module, file, (_BY_SIZE, _BY_TIME, _SENDS)):
        yield _Made(call, cls, argument(call, _PARAMETERS, "filename"), argument(call, _PARAMETERS, "maxBytes"))


def _configured(module: Module, file: Collected) -> Iterator[_Made]:
    """The handlers that a configuration describes, as far as its dicts are written out and stay as they are."""
    for _, call in _named(module, file, (_CONFIGURES,)):
        settings = module.contexts.values(call.args[0]) if call.args else NOTHING
        for one in filter(mappings.is_dict, settings):
            for handlers in filter(mappings.is_dict, mappings.named(module.ev, one, "handlers")):
                for handler in filter(mappings.is_dict, mappings.values(module.ev, handlers)):
                    yield from _described(module, call, handler)


def _described(module: Module, call: ast.Call, handler: Collection | Object) -> Iterator[_Made]:
    if not filling.put_into(module.ev, made_at(handler)):
        written = dict(mappings.written(handler)[0])
        for cls in only(Const, mappings.named(module.ev, handler, "class")):
            yield _Made(call, str(cls.value), written.get("filename"), written.get("maxBytes"))


def _rotates(module: Module, made: _Made) -> bool:
    if made.cls != _BY_SIZE:
        return made.cls == _BY_TIME
    return made.limit is not None and not any(is_literal(one, 0, None) for one in module.values(made.limit))
