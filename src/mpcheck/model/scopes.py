"""Scopes, functions, classes and name bindings, collected in one pass with an explicit stack."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias, TypeVar, overload

from mpcheck.model.displays import Named
from mpcheck.model.nodes import scope_of
from mpcheck.model.trigger_words import LIBRARY_WORDS, PROCESS_WORDS
from mpcheck.source import packages

_A = TypeVar("_A", bound=ast.AST)
_B = TypeVar("_B", bound=ast.AST)
_C = TypeVar("_C", bound=ast.AST)
FunctionNode: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Comprehension: TypeAlias = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
_LOADING_WORDS = ("module_from_spec", "load_source", "SourceFileLoader", "run_path", " exec(")
#: How a file names the classes of threads where it makes some, or derives from them.
_THREAD_WORDS = ("Thread(", "Thread)", "Timer(")
#: How to get from the bound expression to the name: take an element of an iteration, the item at an
#: index, what a context manager enters with, what is left for a starred target.
Path: TypeAlias = "tuple[str | int | Rest, ...]"


@dataclass(frozen=True, slots=True)
class Rest:
    """What a starred target gets: all but so many elements ``before`` it and ``after`` it."""

    before: int
    after: int


@dataclass(eq=False, repr=False, slots=True)
class Binding:
    """One place that gives a name its value.

    ``kind``: assign, import, function, class, param, except, del, augmented, annotation.  ``value``
    is the expression that the name is taken from by ``path``; ``origin`` the dotted name imported.
    """

    name: str
    kind: str
    node: ast.AST
    statement: ast.stmt | None
    value: ast.expr | None = None
    path: Path = ()
    origin: str = ""
    function: FunctionInfo | None = None
    cls: ClassInfo | None = None
    owner: FunctionInfo | None = None


@dataclass(eq=False, repr=False, slots=True)
class Scope:
    """A namespace: of the module, a class, a function or a comprehension."""

    node: ast.AST
    parent: Scope | None
    function: FunctionInfo | None = None
    cls: ClassInfo | None = None
    bindings: dict[str, list[Binding]] = field(default_factory=dict)
    declared_global: set[str] = field(default_factory=set)
    declared_nonlocal: set[str] = field(default_factory=set)
    star_imports: list[str] = field(default_factory=list)
    #: The function whose body runs the code of this scope, None where importing the module does.
    enclosing_function: FunctionInfo | None = field(init=False)

    def __post_init__(self) -> None:
        self.enclosing_function = self.function or (self.parent.enclosing_function if self.parent else None)

    @property
    def is_module(self) -> bool:
        return self.parent is None

    def chain(self) -> Iterator[Scope]:
        """This scope, then those in which a name is looked up next."""
        here: Scope | None = self
        while here is not None:
            if here is self or here.cls is None:
                yield here
            here = here.parent

    def holder_of(self, name: str) -> Scope | None:
        """The scope that binds a name as this one sees it; None where no scope of the file does."""
        return next((scope for scope in self.chain() if name in scope.bindings), None)


@dataclass(eq=False, repr=False, slots=True)
class FunctionInfo:
    """A ``def`` or ``lambda``."""

    node: FunctionNode
    name: str
    qualname: str
    outer: Scope
    cls: ClassInfo | None
    is_local: bool
    scope: Scope = field(init=False)
    returns: list[ast.expr] = field(default_factory=list)
    yields: list[ast.Yield | ast.YieldFrom] = field(default_factory=list)
    raises: list[ast.Raise] = field(default_factory=list)
    calls: list[ast.Call] = field(default_factory=list)

    @property
    def is_lambda(self) -> bool:
        return isinstance(self.node, ast.Lambda)

    @property
    def is_generator(self) -> bool:
        return bool(self.yields)

    @property
    def is_async(self) -> bool:
        """Whether a call only makes a coroutine, or an asynchronous generator."""
        return isinstance(self.node, ast.AsyncFunctionDef)

    @property
    def owner(self) -> ClassInfo | None:
        """The class that it is a method of, or is nested in a method of."""
        function: FunctionInfo | None = self
        while function is not None and function.cls is None:
            function = function.outer.enclosing_function
        return function.cls if function is not None else None

    @property
    def is_placeholder(self) -> bool:
        """Whether what a call returns is for subclasses to say: an empty method, or a body that raises at its end."""
        body = [] if isinstance(self.node, ast.Lambda) else self.node.body
        if body and isinstance(body[-1], ast.Raise):
            return True
        return self.cls is not None and all(
            isinstance(one, ast.Pass) or (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant))
            for one in body
        )

    @property
    def decorators(self) -> list[ast.expr]:
        return [] if isinstance(self.node, ast.Lambda) else self.node.decorator_list

    @property
    def parameters(self) -> list[ast.arg]:
        """All parameters that a positional argument can reach, in order."""
        return [*self.node.args.posonlyargs, *self.node.args.args]

    def is_given_first(self, node: ast.AST) -> bool:
        """Whether a name is that of the first parameter: of a method, the object or class whose method it is."""
        return isinstance(node, ast.Name) and [node.id] == [one.arg for one in self.parameters[:1]]

    def default(self, name: str) -> ast.expr | None:
        """The default value of a parameter."""
        args = self.node.args
        for parameter, default in zip(reversed(self.parameters), reversed(args.defaults), strict=False):
            if parameter.arg == name:
                return default
        for parameter, keyword_default in zip(args.kwonlyargs, args.kw_defaults, strict=True):
            if parameter.arg == name:
                return keyword_default
        return None

    def annotation(self, name: str) -> ast.expr | None:
        for parameter in (*self.parameters, *self.node.args.kwonlyargs):
            if parameter.arg == name:
                return parameter.annotation
        return None


@dataclass(frozen=True, slots=True)
class AttributeWrite:
    """``self.name = value`` in a method; ``value`` is None where only the fact of writing (or deleting) is known."""

    node: ast.Attribute
    value: ast.expr | None
    path: Path
    method: FunctionInfo


@dataclass(eq=False, repr=False, slots=True)
class ClassInfo:
    """A class statement."""

    node: ast.ClassDef
    name: str
    qualname: str
    outer: Scope
    is_local: bool
    scope: Scope = field(init=False)
    methods: dict[str, FunctionInfo] = field(default_factory=dict)
    attributes: dict[str, list[AttributeWrite]] = field(default_factory=dict)

    @property
    def is_generic(self) -> bool:
        """Whether ``Class[int]`` is the class itself: it declares parameters, or passes some to a base."""
        return bool(getattr(self.node, "type_params", ())) or any(
            isinstance(base, ast.Subscript) for base in self.node.bases
        )


@dataclass(eq=False, slots=True)
class Mutation:
    """Something is put into a container: ``box.append(value)``, ``box[key] = value``, ``box += value``.

    ``node`` is what does so: the call, the subscript, the statement, the keyword of ``box.update(key=value)``.
    """

    container: ast.expr
    value: ast.expr
    path: Path
    node: ast.AST


@dataclass(eq=False, slots=True)
class Index:
    """What is known of each node, of all files of a project."""

    info_of: dict[ast.AST, FunctionInfo | ClassInfo] = field(default_factory=dict)
    comprehension_of: dict[ast.AST, Scope] = field(default_factory=dict)
    file_of: dict[Scope, Collected] = field(default_factory=dict)
    by_path: dict[str, Collected] = field(default_factory=dict)
    #: The names of the attributes to which some method gives values in several places.
    rewritten: set[str] = field(default_factory=set)
    #: What `conditions` has found: the tests around nodes, and the blocks in nodes that may be left early.
    tests_around: dict[ast.AST, list[tuple[ast.expr, bool]]] = field(default_factory=dict)
    leaving: dict[ast.AST, list[tuple[list[ast.stmt], list[tuple[int, ast.expr, bool]]]]] = field(default_factory=dict)
    #: What `main_guard` has found in tests.
    guard_marks: dict[ast.expr, frozenset[str]] = field(default_factory=dict)


@dataclass(eq=False, repr=False)
class Collected:
    """All that one pass over the tree of a file gives.

    ``path`` is the file's name in reports, ``file`` its place on disk ("" where it has none).
    """

    module: Scope
    index: Index
    path: str = ""
    text: str = ""
    file: str = ""
    functions: list[FunctionInfo] = field(default_factory=list)
    classes: list[ClassInfo] = field(default_factory=list)
    calls: list[ast.Call] = field(default_factory=list)
    #: Every node, each before those in it.
    nodes: list[ast.AST] = field(default_factory=list)
    names: list[ast.Name] = field(default_factory=list)
    mutations: list[Mutation] = field(default_factory=list)
    #: Whether it holds a word that the prefilter looks for.
    speaks_of_processes: bool = field(init=False)
    #: Whether the text may call ``os.fork()``.
    forks_by_hand: bool = field(init=False)
    #: Whether it may start threads.
    starts_threads: bool = field(init=False)
    #: Whether it may load modules by path, which workers do not find.
    speaks_of_loading: bool = field(init=False)
    #: ``owner.name = value``: the attribute, the value and the path from it, and where it is written.
    attribute_stores: list[tuple[ast.Attribute, ast.expr | None, Path, Scope]] = field(default_factory=list)
    #: Of these, what is given to anything but ``self``: by the name of the attribute.
    outside_stores: dict[str, list[tuple[ast.Attribute, ast.expr, Path]]] = field(default_factory=dict)
    #: What `nodes_of` has found.
    _by_type: dict[tuple[type[ast.AST], ...], list[Any]] = field(default_factory=dict)
    info_of: dict[ast.AST, FunctionInfo | ClassInfo] = field(init=False)
    comprehension_of: dict[ast.AST, Scope] = field(init=False)

    def __post_init__(self) -> None:
        own = {name.encode() for name in packages(os.path.dirname(self.file))} if self.file else ()
        words = (word for word in (*PROCESS_WORDS, *LIBRARY_WORDS) if word not in own)
        self.speaks_of_processes = any(word.decode() in self.text for word in words)
        self.forks_by_hand = "os.fork" in self.text or "import fork" in self.text
        self.starts_threads = any(word in self.text for word in _THREAD_WORDS)
        self.speaks_of_loading = any(word in self.text for word in _LOADING_WORDS)
        index = self.index
        self.info_of, self.comprehension_of = index.info_of, index.comprehension_of
        index.file_of[self.module] = index.by_path[self.path] = self

    @cached_property
    def lines(self) -> list[str]:
        """The lines as the parser counts them, which splits at newlines only."""
        return self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    @overload
    def nodes_of(self, one: type[_A], /) -> list[_A]: ...
    @overload
    def nodes_of(self, one: type[_A], other: type[_B], /) -> list[_A | _B]: ...
    @overload
    def nodes_of(
        self, one: type[_A], other: type[_B], third: type[_C], /, *more: type[ast.AST]
    ) -> list[_A | _B | _C]: ...
    def nodes_of(self, *types: type[ast.AST]) -> list[Any]:
        """The nodes of some types, in the order of `nodes`; subclasses of a type are others."""
        known = self._by_type.get(types)
        if known is None and len(types) == 1:
            known = self._nodes_by_type.get(types[0], [])
        elif known is None:
            known = self._by_type[types] = [node for node in self.nodes if type(node) in types]
        return known

    @cached_property
    def _nodes_by_type(self) -> dict[type[ast.AST], list[Any]]:
        found: dict[type[ast.AST], list[Any]] = {}
        for node in self.nodes:
            found.setdefault(type(node), []).append(node)
        return found

    @cached_property
    def named_calls(self) -> Named[ast.Call]:
        """The calls by the last word of what they call."""
        return Named((call, call.func) for call in self.calls)

    @cached_property
    def named_mutations(self) -> Named[Mutation]:
        """What is put into containers, by the last word of the container."""
        return Named((mutation, mutation.container) for mutation in self.mutations)

    @cached_property
    def stores_by_attribute(self) -> dict[str, set[FunctionInfo | None]]:
        """By the names of attributes: the functions that set one of any object, None for the module's own statements."""
        found: dict[str, set[FunctionInfo | None]] = {}
        for node, _, _, scope in self.attribute_stores:
            found.setdefault(node.attr, set()).add(scope.enclosing_function)
        return found

    @cached_property
    def loads(self) -> list[ast.Name | ast.Attribute]:
        """The names and attributes that are read."""
        return [node for node in self.nodes_of(ast.Name, ast.Attribute) if isinstance(node.ctx, ast.Load)]

    @cached_property
    def reads(self) -> dict[FunctionInfo | None, list[ast.Name | ast.Attribute]]:
        """The names and attributes that each function reads."""
        found: dict[FunctionInfo | None, list[ast.Name | ast.Attribute]] = {}
        for node in self.loads:
            found.setdefault(scope_of(node).enclosing_function, []).append(node)
        return found

    def imports(self, packages: Iterable[str]) -> set[str]:
        """Those of the given packages from which the file imports something at its top level."""
        return self._imported & set(packages)

    @cached_property
    def _imported(self) -> set[str]:
        return {b.origin.partition(".")[0] for bindings in self.module.bindings.values() for b in bindings}
