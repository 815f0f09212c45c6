"""What tests replace for a while: ``unittest.mock.patch``, and the fixtures ``monkeypatch`` and ``mocker`` of pytest."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mpcheck.model import attributes, modules
from mpcheck.model.api import canonical
from mpcheck.model.attributes import api_name
from mpcheck.model.displays import last_name, text_parts
from mpcheck.model.iteration import constant
from mpcheck.model.mentions import made_among, reached
from mpcheck.model.modules import OWN_NAME
from mpcheck.model.order import Frames, frames, innermost
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.values import (
    NOTHING,
    BoundMethod,
    ClassRef,
    Collection,
    Const,
    External,
    Function,
    Instance,
    Namespace,
    Object,
    Param,
    Partial,
    Value,
    Values,
    only,
)

if TYPE_CHECKING:
    from mpcheck.model.event import Event
    from mpcheck.model.module import Module

#: What the first argument of a patch leads to: what is patched by its dotted ``name``, the owner of one ``member`` or of
#: several ``members``, or the table ``itself`` in which something is set.
_WAYS = {"patch": "name", "patch.object": "member", "patch.multiple": "members", "patch.dict": "itself"}
_PATCH = {f"{package}.{way}": _WAYS[way] for package in ("unittest.mock", "mock") for way in _WAYS}
_FIXTURES = {
    ("monkeypatch", "setattr"): "member",
    ("monkeypatch", "setitem"): "itself",
    **{("mocker", way): _WAYS[way] for way in _WAYS},
}
#: Options of a patch that name no member.
_OPTIONS = {"spec", "create", "spec_set", "autospec", "new_callable"}
#: Tables that a child gets as the parent has them.
_PASSED_ON = {"os.environ"}
#: Methods that run before each test of their class.
_SET_UP = {"setUp", "setUpClass", "asyncSetUp", "setup_method", "setup_class"}
#: What fixtures are decorated with, be it by pytest, one of its plugins or a runner that somebody has written.
_FIXTURE = "fixture"
_ENTERING = {"enterContext", "enterClassContext", "enterAsyncContext"}
_MONKEYPATCH = "pytest.MonkeyPatch"


@dataclass(frozen=True, slots=True)
class Patch:
    """A call that replaces what ``replaced`` is; ``at_once``: by itself, not when entered or called."""

    call: ast.Call
    replaced: Values
    at_once: bool

    @property
    def names(self) -> set[str]:
        """The dotted names of what is replaced, as far as it is no code that is scanned."""
        return {canonical(one.name) for one in only(External, self.replaced)}


def patches(module: Module) -> Iterator[Patch]:
    for call in module.found.calls:
        kinds = {kind for one in module.values(call.func) if (kind := _kind(module, one))}
        if len(kinds) == 1:
            at_once, way = kinds.pop()
            replaced = _replaced(module, call, way)
            if replaced:
                yield Patch(call, replaced, at_once)


def _kind(module: Module, one: Value) -> tuple[bool, str] | None:
    """Whether a call of the value patches at once, and in which way it takes its target."""
    if isinstance(one, External):
        return (False, _PATCH[one.name]) if one.name in _PATCH else None
    path: list[str] = []
    while isinstance(one, BoundMethod):
        path.insert(0, one.name)
        one = one.receiver
    fixture = one.name if isinstance(one, Param) else ""
    if isinstance(one, Object) and one.name in (_MONKEYPATCH, f"{_MONKEYPATCH}.context"):
        fixture = "monkeypatch"
    way = _FIXTURES.get((fixture, ".".join(path)))
    return (True, way) if way is not None else None


def _replaced(module: Module, call: ast.Call, way: str) -> Values:
    """What the patched name means before it is patched; of a table what it is."""
    if not call.args:
        return NOTHING
    dotted = [name for one in module.values(call.args[0]) if (name := _spelled(module, one))]
    found = NOTHING.union(*(_found(module, name) for name in dotted))
    if way in ("itself", "members") and not dotted:
        found = module.values(call.args[0])
    if way == "itself":
        return frozenset(one for one in found if not (isinstance(one, External) and canonical(one.name) in _PASSED_ON))
    if way == "members":
        words = (keyword.arg for keyword in call.keywords if keyword.arg and keyword.arg not in _OPTIONS)
        return NOTHING.union(*(_member(module, found, word) for word in words))
    if dotted:
        return found
    if way == "name" or len(call.args) < 2:
        return NOTHING
    names = [one.value for one in only(Const, module.values(call.args[1])) if isinstance(one.value, str)]
    return NOTHING.union(*(_member(module, module.values(call.args[0]), name) for name in names))


def _spelled(module: Module, one: Value) -> str:
    """The text of a string, with ``__main__`` for the file's own name; "" where not all of it is known."""
    if isinstance(one, Object) and one.name == "builtins.str":
        words = [_word(module.values(part, one.context)) for part in text_parts(one.call)]
        return "".join(words) if all(words) else ""
    return _word(frozenset((one,)))


def _word(values: Values) -> str:
    known = constant(values)
    if isinstance(known, str):
        return known
    return "__main__" if [api_name(one) for one in values] == [OWN_NAME] else ""


def _found(module: Module, dotted: str) -> Values:
    owner, _, path = dotted.partition(".")
    if owner != "__main__":
        return modules.imported(module.ev, dotted, module.found)
    first, *rest = path.split(".")
    found = module.ev.lookup(first, module.found.module)
    for name in rest:
        found = _member(module, found, name)
    return found


def _member(module: Module, owners: Values, name: str) -> Values:
    """What a patch replaces in a module or a class: an object takes along what is patched in it."""
    shared = frozenset(one for one in owners if not isinstance(one, (Instance, Object)))
    return attributes.attribute(module.ev, shared, name)


def meanings(values: Values) -> set[object]:
    """What values are, so that what is patched and what is used can be compared."""
    return {meaning for one in values if (meaning := _meaning(one)) is not None}


def _meaning(one: Value) -> object:
    if isinstance(one, External):
        return canonical(one.name)
    if isinstance(one, (Function, ClassRef)):
        return one.info
    if isinstance(one, BoundMethod):
        return one.function.info if one.function else None
    if isinstance(one, (Const, Collection)):
        return one.node
    return (one.call or None) if isinstance(one, (Object, Instance)) else None


def is_active(module: Module, patch: Patch, event: Event) -> bool:
    """Whether the patch is in force where something happens."""
    places = frames(module, event.sites)
    begins = frames(module, [patch.call])
    body = module.function(patch.call)
    if any(one is not None and tests_prepared(module, one).intersection(places) for one in begins):
        return _is_begun(module, patch) or (
            body is not None and _is_entered(module, patch.call, {body: {*body.yields}})
        )
    if _is_begun(module, patch):
        shared, body = innermost(begins, places)
        return shared and any(module.happens_before(one, two) for one in begins[body] for two in places[body])
    return _is_entered(module, patch.call, places) or _decorates(patch.call, places)


def is_replaced(module: Module, event: Event) -> bool:
    """Whether a test has put something that starts no process in the place of what an event makes, or is a method of."""
    if isinstance(event.receiver, Instance):
        return False
    made = getattr(event.receiver, "name", event.name).rpartition(".")[2]
    if _is_stored_in_module(module, made):
        return True
    return "patch" in module.text and any(
        any(name == event.name or name.rpartition(".")[2] == made for name in patch.names)
        and not _leads_back(module, patch)
        and is_active(module, patch, event)
        for patch in module.once(patches)
    )


def _is_stored_in_module(module: Module, name: str) -> bool:
    """Whether the file gives a module something else under this name: ``jobs.Pool = ThreadPool``."""
    stores = module.found.outside_stores.get(name, ())
    return any(
        isinstance(one, (Namespace, External))
        for store, value, _ in stores
        for one in module.values(store.value)
        if not any(_is_like(module, given, name) for given in module.values(value))
    )


def _is_like(module: Module, one: Value, name: str) -> bool:
    """Whether a value starts processes as well: a class of another library with the same name, or derived from one."""
    names = attributes.external_bases(module.ev, one.info) if isinstance(one, ClassRef) else [getattr(one, "name", "")]
    apis = [module.ev.tables.functions.get(canonical(base)) for base in names if base.rpartition(".")[2] == name]
    kinds = (module.ev.tables.kind(api.returns) for api in apis if api is not None)
    return any(kind and not kind.startswith("thread") for kind in kinds)


def _leads_back(module: Module, patch: Patch) -> bool:
    """Whether what a patch puts in the place of something is made of it, or calls it."""
    given = [*patch.call.args[1:], *(keyword.value for keyword in patch.call.keywords)]
    return any(_is_made_of(module, one, patch) for node in given for one in module.values(node))


def _is_made_of(module: Module, one: Value, patch: Patch) -> bool:
    if isinstance(one, Partial):
        return _is_made_of(module, one.function, patch)
    if isinstance(one, ClassRef):
        return bool(patch.names.intersection(map(canonical, attributes.external_bases(module.ev, one.info))))
    if isinstance(one, Function):
        called = (module.values(call.func) for call in one.info.calls)
        return any(meanings(patch.replaced) & meanings(values) for values in called)
    return bool(meanings(patch.replaced) & meanings(frozenset((one,))))


def _is_begun(module: Module, patch: Patch) -> bool:
    """Whether a patch is in force from its call on: it is started there, or entered until the test is over."""
    if patch.at_once:
        return True
    parent = module.parent(patch.call)
    if isinstance(parent, ast.Call) and last_name(parent.func) in _ENTERING:
        return True
    body = module.function(patch.call)
    started = [one for one in module.once(_started) if module.function(one) is body]
    return patch.call in started or any(call is patch.call for call, _ in made_among(module, started))


def _started(module: Module) -> Iterator[ast.expr]:
    """Of what a method ``start`` is asked for."""
    attributes = reached(module, lambda file: file.nodes_of(ast.Attribute))
    return (one.value for one in attributes if one.attr == "start")


def tests_prepared(module: Module, function: FunctionInfo) -> set[FunctionInfo]:
    """The tests before each of which a function runs: a method that sets up, or a fixture."""
    tests = {one for one in module.found.functions if one.name.startswith("test")}
    cls = function.cls
    of_class = {one for one in tests if cls is None or (one.cls and cls in attributes.bases(module.ev, one.cls))}
    if cls is not None and function.name in _SET_UP:
        return of_class
    options = _options_of_fixture(function)
    if options is None:
        return set()
    if options.get("autouse") is True:
        return of_class
    return {one for one in of_class if _takes(one, str(options.get("name") or function.name))}


def _options_of_fixture(function: FunctionInfo) -> dict[str | None, object] | None:
    """The options of the decorator that makes a function a fixture, as far as they are written out; None for others."""
    for one in function.decorators:
        if last_name(one.func if isinstance(one, ast.Call) else one) == _FIXTURE:
            written = one.keywords if isinstance(one, ast.Call) else []
            return {word.arg: word.value.value for word in written if isinstance(word.value, ast.Constant)}
    return None


def _takes(test: FunctionInfo, name: str) -> bool:
    return any(parameter.arg == name for parameter in test.parameters)


def _is_entered(module: Module, call: ast.Call, places: Frames) -> bool:
    item = module.parent(call)
    around = module.parent(item) if isinstance(item, ast.withitem) else None
    return around is not None and any(around in module.ancestors(node) for nodes in places.values() for node in nodes)


def _decorates(call: ast.Call, places: Frames) -> bool:
    functions = [function for function in places if function is not None]
    classes = [function.cls for function in functions if function.cls is not None]
    return any(call in function.decorators for function in functions) or any(
        call in cls.node.decorator_list for cls in classes
    )


def patched_functions(module: Module, patch: Patch) -> set[FunctionInfo]:
    """The functions that a patch is made in, or for, or decorates, also as that of a class."""
    function = module.function(patch.call)
    if function is not None:
        return {function, *tests_prepared(module, function)}
    return {one for one in module.found.functions if _decorates(patch.call, {one: set()})}
