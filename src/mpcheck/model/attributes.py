"""Attribute look-up on abstract values, along the class hierarchy of the scanned code."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model import calling, constructors, enumerations, fields, iteration, modules, options, records
from mpcheck.model.api import CONTEXT_CLASSES, canonical, package_of_context
from mpcheck.model.displays import last_name
from mpcheck.model.nodes import is_collected, parent_of, scope_of
from mpcheck.model.scopes import AttributeWrite, ClassInfo, FunctionInfo
from mpcheck.model.values import (
    COMPUTED,
    NOTHING,
    BoundMethod,
    CallContext,
    ClassRef,
    Const,
    External,
    Function,
    Instance,
    Items,
    Namespace,
    Object,
    Partial,
    Super,
    Unknown,
    Value,
    Values,
    in_order,
)

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

_OF_CLASSES = ("builtins.staticmethod", "builtins.classmethod")
#: Their results stay with the object.
CACHED_PROPERTIES = (
    "functools.cached_property",
    "cached_property.cached_property",
    "django.utils.functional.cached_property",
    "werkzeug.utils.cached_property",
)


def attribute(ev: Evaluator, owners: Values, name: str) -> Values:
    """``owner.name`` for each owner."""
    if len(owners) == 1:
        (owner,) = owners
        return _known(ev, owner, name)
    return NOTHING.union(*(_known(ev, owner, name) for owner in owners))


def _known(ev: Evaluator, owner: Value, name: str) -> Values:
    key = (owner, name)
    found = ev.attributes.get(key)
    if found is None and ev.cut:
        found = ev.provisional_attributes.get(key)
    if found is None:
        found = _one(ev, owner, name)
        if ev.is_settled:
            ev.attributes[key] = found
        elif ev.cut:
            ev.provisional_attributes[key] = found
    return found


def _one(ev: Evaluator, owner: Value, name: str) -> Values:
    if isinstance(owner, External):
        return frozenset((External(f"{owner.name}.{name}", owner.start_method),))
    if isinstance(owner, Namespace):
        return _of_module(ev, owner, name)
    if isinstance(owner, Instance):
        return of_instance(ev, owner, name)
    if isinstance(owner, ClassRef):
        return _of_class(ev, owner, name)
    if isinstance(owner, Super):
        return _inherited(ev, owner, name)
    if isinstance(owner, Unknown):
        # A computed value, such as a sum, cannot be called; its methods can.
        return frozenset((Unknown(f"attribute {name}") if owner.reason == COMPUTED else owner,))
    return _of_object(ev, owner, name)


def _of_object(ev: Evaluator, owner: Value, name: str) -> Values:
    if isinstance(owner, Object) and (package := package_of_context(owner.name)):
        return frozenset((External(f"{package}.{name}", owner.start_method),))
    if isinstance(owner, Function) and name == "__name__" and not owner.info.is_local:
        return frozenset((Const(owner.info.name, owner.info.node),))
    if isinstance(owner, Items) and name in owner.names:
        return owner.members[owner.names.index(name)]
    if records.is_record(owner) and (given := records.given(ev, owner, name)):
        return given | stored(ev, owner, name)
    known = options.defaults(ev, owner, name) if isinstance(owner, Object) else NOTHING
    return enumerations.given(ev, owner, name) or known | {BoundMethod(owner, name)}


def _of_module(ev: Evaluator, owner: Namespace, name: str) -> Values:
    held, added = modules.member(ev, owner.found, name), stored(ev, owner, name)
    return added | frozenset(one for one in held if not isinstance(one, Unknown)) if added else held


def bases(ev: Evaluator, info: ClassInfo) -> list[ClassInfo]:
    """The class and its local ancestors, nearest first."""
    if not info.node.bases:
        return [info]
    known = ev.ancestors.get(info)
    if known is not None:
        return known
    result: list[ClassInfo] = []
    stack = [info]
    while stack:
        here = stack.pop(0)
        if here in result:
            continue
        result.append(here)
        for base in here.node.bases:
            stack += [v.info for v in ev.evaluate(base) if isinstance(v, ClassRef)]
    ev.ancestors[info] = result
    return result


def external_bases(ev: Evaluator, info: ClassInfo) -> list[str]:
    """The dotted names of the ancestors that are not defined in the scanned code."""
    known = ev.external_ancestors.get(info)
    if known is None:
        known = [
            found.name
            for here in bases(ev, info)
            for base in here.node.bases
            for found in in_order(ev.evaluate(base))
            if isinstance(found, External) or (isinstance(found, Object) and found.name in CONTEXT_CLASSES)
        ]
        if ev.is_settled:
            ev.external_ancestors[info] = known
    return known


def kind_of_base(ev: Evaluator, base: Value) -> str:
    """The word of the API tables for a class of theirs that is a base; "" for any other value."""
    api = ev.tables.functions.get(api_name(base))
    return ev.tables.kind(api.returns) if api else ""


def find_method(ev: Evaluator, info: ClassInfo, name: str) -> FunctionInfo | None:
    """The method that an instance of the class would run."""
    for here in bases(ev, info):
        if name in here.methods:
            return here.methods[name]
    return None


def calls_own_methods(ev: Evaluator, owner: Instance) -> bool:
    """Whether whatever of an object can be called is a method that it is bound to.

    Its class has no method that is static or one of the class, and no attribute is given a function.
    """
    classes = bases(ev, owner.info)
    methods = [method for here in classes for name, method in here.methods.items() if not name.startswith("__")]
    if not methods or any(decorated_as(ev, one, *_OF_CLASSES) for one in methods):
        return False
    names = {name for here in classes for name in here.attributes}
    held = (one for name in names for one in attribute(ev, frozenset((owner,)), name))
    return not any(isinstance(one, (Function, ClassRef, External, Partial)) for one in held)


def decorated_as(ev: Evaluator, function: FunctionInfo, *names: str) -> bool:
    """Whether one of the decorators is one of the given dotted names."""
    if not function.decorators:
        return False
    for decorator in function.decorators:
        for found in ev.evaluate(decorator):
            if isinstance(found, (External, Object)) and found.name in names:
                return True
    return False


def _undeclared(ev: Evaluator, owner: Instance, name: str) -> Values:
    """An attribute that neither the class nor what is assigned has: what ``__getattr__`` makes of it, else of a base outside."""
    if name == "__class__":
        return frozenset((ClassRef(owner.info),))
    if known := enumerations.given(ev, owner, name):
        return known
    delegating = find_method(ev, owner.info, "__getattr__")
    if delegating is None:
        return frozenset((BoundMethod(owner, name),))
    asked = frozenset((Const(name, delegating.node),))
    return calling.results(ev, Function(delegating), None, None, (frozenset((owner,)), asked))


#: ``name`` with this is the method that asking for the property ``name`` calls, where that is written out as a call.
GETTER = ".fget"


def is_property(ev: Evaluator, method: FunctionInfo) -> bool:
    """Whether asking for a method's name calls it."""
    return decorated_as(ev, method, "builtins.property", *CACHED_PROPERTIES)


def of_instance(ev: Evaluator, owner: Instance, name: str) -> Values:
    """What ``instance.name`` holds: every value that a method or the class body gives it."""
    method = find_method(ev, owner.info, name)
    if method is not None:
        return _method(ev, owner, name, method)
    if name.endswith(GETTER):
        return _getter(ev, owner, name.removesuffix(GETTER))
    declared = fields.held(ev, owner, name)
    written = declared | stored(ev, owner, name)
    known, is_counted = bool(written), False
    is_field = bool(declared) and not any(isinstance(one, Unknown) for one in declared)
    for here in bases(ev, owner.info):
        for write in here.attributes.get(name, ()):
            known = True
            written |= given_by(ev, owner, write)
            is_counted = is_counted or isinstance(parent_of(write.node), ast.AugAssign)
        if name in here.scope.bindings and not is_field:
            known = True
            # An annotation says less than the values that are assigned, and what is told of a field is none of them.
            bindings = [b for b in here.scope.bindings[name] if b.kind != "annotation" or not written]
            bindings = [b for b in bindings if not fields.is_specifier(ev, b.value)]
            held = NOTHING.union(*(ev.binding(b, None) for b in bindings))
            written |= frozenset(BoundMethod(owner, name, v) if isinstance(v, Function) else v for v in held)
    if is_counted and any(isinstance(one, Const) for one in written):
        written |= {Unknown(COMPUTED)}  # what it is counted up to is none of the constants that it starts from
    if known:
        return written or frozenset((Unknown(f"attribute {name}"),))
    return _undeclared(ev, owner, name)


def given_by(ev: Evaluator, owner: Instance, write: AttributeWrite) -> Values:
    """What one assignment gives an attribute of an object."""
    if write.value is None:
        return NOTHING
    contexts = constructors.writing_contexts(ev, owner, write.method)
    return NOTHING.union(*(iteration.follow(ev, ev.evaluate(write.value, one), write.path) for one in contexts))


def _getter(ev: Evaluator, owner: Instance, name: str) -> Values:
    method = find_method(ev, owner.info, name)
    return (
        frozenset((BoundMethod(owner, name, Function(method)),))
        if method is not None and is_property(ev, method)
        else NOTHING
    )


def _method(ev: Evaluator, owner: Instance | ClassRef, name: str, method: FunctionInfo) -> Values:
    function = Function(method)
    if is_property(ev, method):
        return calling.results(ev, function, None, None, (frozenset((owner,)),))
    if decorated_as(ev, method, "builtins.staticmethod"):
        return frozenset((function,))
    if decorated_as(ev, method, "builtins.classmethod"):
        return frozenset((BoundMethod(ClassRef(owner.info), name, function),))
    if isinstance(owner, ClassRef):
        return frozenset((function,))
    return frozenset((BoundMethod(owner, name, function),))


def find_instantiations(ev: Evaluator) -> None:
    """Note where the classes of the file, and those that it imports, are instantiated."""
    names = {info.name for info in ev.found.classes}
    for call in ev.found.calls:
        written = call.func.value if isinstance(call.func, ast.Subscript) else call.func
        called = last_name(written)
        if called in names or called == "cls" or called[:1].isupper():
            for one in ev.evaluate(call.func):
                if isinstance(one, ClassRef):
                    ev.instantiations.setdefault(one.info, []).append(call)
    if (ev.instantiations and ev.asked_for_instantiations) or ev.contents is not None:
        # What was evaluated while these were not all known may be more than they allow.
        ev.forget()


def _of_class(ev: Evaluator, owner: ClassRef, name: str) -> Values:
    method = find_method(ev, owner.info, name)
    if method is not None:
        return _method(ev, owner, name, method)
    held = stored(ev, owner, name)
    for here in bases(ev, owner.info):
        held |= _written_by_class_methods(ev, here, name)
        if name in here.scope.bindings:
            bindings = here.scope.bindings[name]
            return held.union(*(enumerations.member(ev, here, b) or ev.binding(b, None) for b in bindings))
    if held:
        return held
    inherited = external_bases(ev, owner.info)
    return frozenset((External(f"{inherited[0]}.{name}") if inherited else Unknown(f"class attribute {name}"),))


def _written_by_class_methods(ev: Evaluator, info: ClassInfo, name: str) -> Values:
    """What ``cls.name = value`` gives a class."""
    return NOTHING.union(
        *(
            iteration.follow(ev, ev.evaluate(write.value), write.path)
            for write in info.attributes.get(name, ())
            if write.value is not None and decorated_as(ev, write.method, "builtins.classmethod")
        )
    )


def stored(ev: Evaluator, owner: Value, name: str) -> Values:
    """What assignments from outside give an object: ``module.name = value``, ``made.name = value``.

    They stand in this file, or in the one that makes the object or holds the class.
    """
    held = NOTHING
    made: ast.AST | None = owner.call if isinstance(owner, Instance) else None
    if isinstance(owner, ClassRef):
        made = owner.info.node
    home = ev.file(made) if is_collected(made) else ev.found
    for found in dict.fromkeys((ev.found, home)):
        for target, written, path in found.outside_stores.get(name, ()):
            if any(is_same(owner, one) for one in ev.evaluate(target.value)):
                held |= iteration.follow(ev, ev.evaluate(written, _maker(ev, owner, written)), path)
    return held


def _maker(ev: Evaluator, owner: Value, written: ast.expr) -> CallContext | None:
    """The call of the function that has made an object, where that is also what writes to it."""
    context = owner.context if isinstance(owner, Instance) else None
    writer = scope_of(written).enclosing_function
    return context if context is not None and context.function is writer else None


def is_same(owner: Value, other: Value) -> bool:
    """Whether two values may be one object: ``self`` any of its class, what a call makes in no known context that in each."""
    if isinstance(owner, Instance) and isinstance(other, Instance):
        is_open = None in (owner.call, other.call) or (owner.call is other.call and other.context is None)
        return (is_open and owner.info is other.info) or owner == other
    return owner == other


def _inherited(ev: Evaluator, owner: Super, name: str) -> Values:
    for here in bases(ev, owner.info)[1:]:
        if name in here.methods:
            return frozenset((BoundMethod(Instance(owner.info), name, Function(here.methods[name])),))
    return frozenset((BoundMethod(owner, name),))


def is_literal(one: object, *values: object) -> bool:
    """Whether a value is one of the given constants."""
    return isinstance(one, Const) and any(one.value == v and type(one.value) is type(v) for v in values)


def api_name(one: object) -> str:
    """The canonical dotted name of an external function, class or method value, "" for others."""
    return canonical(one.name) if isinstance(one, External) else ""
