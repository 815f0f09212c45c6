"""Abstract evaluation: the values that an expression may have, on demand and memoised.

Nothing is executed.  Names follow the bindings that reach the use in the control flow of their own
body, and all bindings from elsewhere; calls of local functions are followed with their arguments.
What is too deep, or depends on itself, is Unknown or left out.
"""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypeAlias

from mpcheck.model import (
    attributes,
    exclusive,
    filling,
    iteration,
    just_set,
    mappings,
    modules,
    parameters,
    replaced_parameters,
)
from mpcheck.model.api import FIXED_METHOD, Tables, canonical, tables
from mpcheck.model.expressions import HANDLERS, LEAVES
from mpcheck.model.nodes import scope_of
from mpcheck.model.operators import METHODS
from mpcheck.model.project import Project, root_scope
from mpcheck.model.reaching import Reaching
from mpcheck.model.registering import Registrations
from mpcheck.model.scopes import AttributeWrite, Binding, ClassInfo, Collected, FunctionInfo, Mutation, Scope
from mpcheck.model.values import (
    NOTHING,
    CallContext,
    ClassRef,
    External,
    Function,
    Instance,
    Object,
    Param,
    Super,
    Value,
    Values,
    root_of,
    union,
    unknown,
    value,
)
from mpcheck.targets import Target

#: What is evaluated: an expression, what a binding gives, or something about a value.
_About: TypeAlias = "ast.AST | Binding | tuple[str, Value]"
#: The same in a calling context.
_Key: TypeAlias = tuple[_About, CallContext | None]
_MAX_DEPTH = 60
_MAX_STEPS = 5000
_MAX_CONTEXTS = 4
#: More values at one place, such as the members of a very long table, tell nothing, and cost all that is asked of them.
_MOST_VALUES = 250


def _is_of_module(binding: Binding) -> bool:
    """Whether a def or class statement at module level gives the name its value."""
    if binding.function is not None:
        return not binding.function.is_local and binding.function.cls is None
    return binding.cls is not None and not binding.cls.is_local and binding.cls.qualname == binding.name


class Evaluator:
    """Evaluates the expressions of one file, and of the project's files that it uses, as they are on some ``targets``."""

    def __init__(
        self,
        found: Collected,
        project: Project | None = None,
        known: Tables | None = None,
        targets: frozenset[Target] = frozenset(),
    ) -> None:
        self.found = found
        self.targets = targets
        self.project = project or Project()
        self.resolving: set[tuple[str, str]] = set()
        self.tables = known or tables()
        self.contexts: dict[tuple[object, ...], CallContext] = {}
        self.memo: dict[_Key, Values] = {}
        #: The same for what holds in any call, which is asked for most.
        self.known: dict[_About, Values] = {}
        self.active: set[_Key] = set()
        self.cut: set[_Key] = set()
        self.provisional: dict[_Key, Values] = {}
        self.attributes: dict[tuple[Value, str], Values] = {}
        #: The same, as long as what was left out is still being evaluated further up.
        self.provisional_attributes: dict[tuple[Value, str], Values] = {}
        self.iterating: set[Value] = set()
        self.annotating: set[tuple[str, Scope]] = set()
        self.elements: dict[Value, Values] = {}
        #: What is stored in dicts: see `mappings`.
        self.stores: dict[Value, list[mappings.Store]] = {}
        #: How tests come out on a target, and whether one that comes out so is a guard: see `outcomes` and `main_guard`.
        self.outcomes: dict[tuple[ast.expr, Target], bool | None] = {}
        self.guards: dict[tuple[ast.expr, bool], bool] = {}
        self.self_holding = False
        self.depth = 0
        self.steps = 0
        self.reaching = Reaching(found)
        self.rewritten = found.index.rewritten
        #: By the places that read such an attribute: what their own method has just given it.
        self.just_set: dict[ast.Attribute, Sequence[AttributeWrite]] = {}
        #: Expressions that stand for what ``*args`` and ``**kwargs`` hold.
        self.made_up: dict[tuple[object, ...], ast.expr] = {}
        self.contents: dict[ast.AST | None, list[Mutation]] | None = None
        self.contents_elsewhere: dict[ast.AST, list[Mutation]] = {}
        self.registrations: Registrations = {}
        self.registrations_elsewhere: Registrations | None = None
        #: Whether a result may depend on what was being searched for when it was found.
        self.asked_for_instantiations = self.asked_for_contents = False
        self.ancestors: dict[ClassInfo, list[ClassInfo]] = {}
        self.external_ancestors: dict[ClassInfo, list[str]] = {}
        # Known before anything else is asked: what an attribute holds depends on how its class is instantiated.
        self.instantiations: dict[ClassInfo, list[ast.Call]] = {}
        attributes.find_instantiations(self)
        # Before a question that the search for what is put into containers would have to ask again.
        self.contents = None
        filling.contents(self)

    @cached_property
    def may_have_workers(self) -> bool:
        """Whether the file speaks of processes, or one that it imports does."""
        return any(file.speaks_of_processes for file in (self.found, *self.project.imports_of(self.found)))

    @cached_property
    def operators(self) -> frozenset[str]:
        """The methods for operators and subscripts that the file defines, or one that it imports: most have none."""
        files = (self.found, *self.project.imports_of(self.found))
        return frozenset(one.name for file in files for one in file.functions if one.name in METHODS)

    @cached_property
    def properties(self) -> frozenset[str]:
        """The properties that the classes of the file have, or those of one that it imports."""
        files = (self.found, *self.project.imports_of(self.found))
        methods = (one for file in files for one in file.functions if one.cls is not None and one.decorators)
        return frozenset(one.name for one in methods if attributes.is_property(self, one))

    @cached_property
    def called(self) -> dict[Values, list[int]]:
        """What the calls of the file call, each with the numbers of those that do: many call the same."""
        found: dict[Values, list[int]] = {}
        for number, call in enumerate(self.found.calls):
            found.setdefault(self.evaluate(call.func), []).append(number)
        return found

    def calls_of(self, is_wanted: Callable[[Values], bool]) -> list[ast.Call]:
        """The calls of the file that call something wanted, in the order of the source."""
        found = [numbers for values, numbers in self.called.items() if is_wanted(values)]
        return [self.found.calls[number] for number in sorted(itertools.chain.from_iterable(found))]

    def evaluate(self, node: ast.expr, context: CallContext | None = None) -> Values:
        """What ``node`` may be, in the call ``context`` (None: any call, parameters stay symbolic)."""
        kind = type(node)
        if context is None:
            known = self.known.get(node)
            if known is None and kind is ast.Attribute and not just_set.writes(self, node):  # type: ignore[arg-type]
                known = self._known_attribute(node)  # type: ignore[arg-type]
            if known is not None:
                return known
        if kind is ast.Name:
            return self.name(node, context)  # type: ignore[arg-type]
        key = (node, context)
        known = self.memo.get(key) if context is not None else None
        if known is None and self.provisional:
            known = self.provisional.get(key)
        if known is not None:
            return known
        handler = HANDLERS.get(kind)
        if handler is None:
            return unknown(kind.__name__)
        if kind in LEAVES:
            self.keep(key, known := handler(self, node, context))
            return known
        return self._find(key, handler, node)

    def _known_attribute(self, node: ast.Attribute) -> Values | None:
        """What an attribute is of which the same was asked of the same object elsewhere: of ``self``, mostly."""
        owners = self.known.get(node.value)
        if owners is None and type(node.value) is ast.Name:
            self.name(node.value, None)
            owners = self.known.get(node.value)
        if owners is None or len(owners) != 1:
            return None
        (owner,) = owners
        known = self.attributes.get((owner, node.attr))
        if known is None and type(owner) is External:
            known = attributes.attribute(self, owners, node.attr)
        if known is not None:
            self.known[node] = known
        return known

    def _known(self, key: _Key) -> Values | None:
        known = self.known.get(key[0]) if key[1] is None else self.memo.get(key)
        return self.provisional.get(key) if known is None and self.provisional else known

    def _find(self, key: _Key, find: Callable[..., Values], what: object) -> Values:
        """Find what a node or binding may be; nothing while that is being found already, which ends circles."""
        if key in self.active:
            self.cut.add(key)
            return NOTHING
        if self.depth == 0:
            self.steps = 0
            self.provisional.clear()
        self.steps += 1
        if self.depth > _MAX_DEPTH or self.steps > _MAX_STEPS:
            return unknown("too much to follow")
        self.active.add(key)
        self.depth += 1
        try:
            result = find(self, what, key[1])
            if len(result) > _MOST_VALUES:
                result = unknown("too many values")
        finally:
            self.depth -= 1
            self.active.discard(key)
        self.cut.discard(key)
        # A result that left out something still being evaluated further up holds only until that is done.
        if self.cut:
            self.provisional[key] = result
        else:
            self.provisional_attributes.clear()
            self.keep(key, result)
        return result

    def find_once(self, about: tuple[str, Value], find: Callable[..., Values], what: object) -> Values:
        """What is to be found out about a value in any call; nothing while that is being found already."""
        known = self._known((about, None))
        return self._find((about, None), find, what) if known is None else known

    def keep(self, key: _Key, result: Values) -> None:
        """Remember what something may be, for good."""
        if key[1] is None:
            self.known[key[0]] = result
        else:
            self.memo[key] = result

    def forget(self) -> None:
        """Drop what was evaluated before something was known that may change it."""
        self.memo.clear()
        self.known.clear()
        self.attributes.clear()
        self.external_ancestors.clear()
        self.stores.clear()
        self.outcomes.clear()
        self.guards.clear()

    def instantiations_of(self, info: ClassInfo) -> list[ast.Call]:
        """Where a class is instantiated."""
        self.asked_for_instantiations = True
        return self.instantiations.get(info, [])

    @property
    def is_settled(self) -> bool:
        """Whether a result holds for good: none of it was left out because it is still being evaluated further up."""
        return not (self.cut or self.iterating or self.annotating or self.resolving)

    def function_context(self, function: FunctionInfo | None, context: CallContext | None) -> CallContext | None:
        return context.find(function) if context is not None and function is not None else None

    def enter(
        self, function: Function, call: ast.Call | None, caller: CallContext | None, leading: tuple[Values, ...] = ()
    ) -> CallContext | None:
        """The context of a call; None when calls are nested too deep to be told apart."""
        if caller is not None and caller.depth >= _MAX_CONTEXTS:
            return None
        return self.context(function.info, call, caller, function.closure, leading)

    def context(
        self,
        function: FunctionInfo,
        call: ast.Call | None,
        caller: CallContext | None,
        closure: CallContext | None,
        leading: tuple[Values, ...],
    ) -> CallContext:
        """The one object for a calling context: compared by identity, since chains of them are long."""
        key = (function, call, caller, closure, leading)
        known = self.contexts.get(key)
        if known is None:
            known = self.contexts[key] = CallContext(*key)
        return known

    # Names

    def name(self, node: ast.Name, context: CallContext | None) -> Values:
        """What a name may be where it is used."""
        name, scope = node.id, scope_of(node)
        outer: Scope | None = scope
        while outer is not None and not (name in outer.bindings and (outer is scope or outer.cls is None)):
            outer = outer.parent
        result = modules.global_name(self, name, scope) if outer is None else self.bound(node, outer, context)
        if context is None and not (self.cut or self.iterating or self.annotating or self.resolving):
            self.known[node] = result
        return result

    def bound(self, node: ast.Name, scope: Scope, context: CallContext | None) -> Values:
        """What a name may be by its bindings in the scope where it is looked up."""
        inner = self.function_context(scope.enclosing_function, context) if context is not None else None
        bindings = scope.bindings[node.id]
        if len(bindings) == 1:
            return union(self.binding(bindings[0], inner))
        known = self.known.get(node) if inner is None else self.memo.get((node, inner))
        if known is None:
            bindings = self.reaching.bindings(node, scope)
            if len(bindings) > 1:
                bindings = exclusive.agreeing(self, bindings, node)
            if inner is not None and len(bindings) > 1:
                bindings = replaced_parameters.bound_in(self, bindings, inner)
            known = union(*(self.binding(binding, inner) for binding in bindings))
            if inner is None and len(bindings) > 1:
                known -= replaced_parameters.unseen(self, bindings)
            if self.is_settled:
                self.keep((node, inner), known)
        return known

    def lookup(self, name: str, scope: Scope) -> Values:
        """A name as seen from ``scope``, whatever binding reaches it."""
        for outer in scope.chain():
            if name in outer.bindings:
                return union(*(self.binding(binding, None) for binding in outer.bindings[name]))
        return modules.global_name(self, name, scope)

    def binding(self, binding: Binding, context: CallContext | None) -> Values:
        """What a binding gives its name in a calling context of the function around it."""
        if context is None:
            known = self.known.get(binding)
            if known is not None:
                return known
        key = (binding, context)
        known = self._known(key)
        return self._find(key, Evaluator._bound, binding) if known is None else known

    def _bound(self, binding: Binding, context: CallContext | None) -> Values:
        if _is_of_module(binding) and (as_described := modules.described(self, self.file(binding.node), binding.name)):
            return as_described
        if binding.function is not None:
            return value(Function(binding.function, context if binding.function.is_local else None))
        if binding.cls is not None:
            return value(ClassRef(binding.cls))
        if binding.kind == "import":
            return modules.imported(self, binding.origin, self.file(binding.node))
        if binding.kind == "param" and binding.owner is not None:
            return parameters.parameter(self, binding.owner, binding.name, context)
        if binding.kind == "annotation" and binding.value is not None:
            return parameters.annotated(self, binding.value, scope_of(binding.node))
        if binding.kind == "assign" and binding.value is not None:
            result = self.evaluate(binding.value, context)
            return iteration.follow(self, result, binding.path)
        return NOTHING if binding.kind == "del" else unknown(binding.kind)

    def file(self, node: ast.AST) -> Collected:
        """The file that holds a node."""
        return self.found.index.file_of[root_scope(scope_of(node))]

    def evaluate_attribute(self, owner: Value, name: str) -> Values:
        """What ``owner.name`` may be."""
        return attributes.attribute(self, value(owner), name)

    # Kinds

    def class_name(self, one: object) -> str:
        """The external class that a value is an instance of, through local subclasses; "" if none."""
        if isinstance(one, Object):
            return one.name
        if isinstance(one, (Instance, Super)):
            for base in attributes.external_bases(self, one.info):
                api = self.tables.functions.get(canonical(base))
                return api.returns if api and api.returns else canonical(base)
        return ""

    def start_method(self, one: object) -> str | None:
        """The start method that is fixed for a value, also by the base of a local class; see `Object`."""
        if isinstance(one, (Instance, Super)):
            bases = [
                value
                for here in attributes.bases(self, one.info)
                for b in here.node.bases
                for value in self.evaluate(b)
            ]
            methods = (FIXED_METHOD.get(b.name, b.start_method) for b in bases if isinstance(b, External))
            return next((method for method in methods if method), None)
        return one.start_method if isinstance(one, Object) else None

    def kind(self, one: object) -> str:
        """The word of the API tables for a value's class: ``pool``, ``process``, ``queue``...; "" if none."""
        return self.tables.kind(self.class_name(one))

    def is_param(self, one: Value) -> bool:
        return isinstance(root_of(one), Param)
