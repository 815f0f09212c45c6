"""What becomes of the result of a call: the places where it, or a container that holds it, is used."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mpcheck.model.nature import is_opaque
from mpcheck.model.nodes import parent_of
from mpcheck.model.scopes import Collected, Scope
from mpcheck.model.values import Instance

if TYPE_CHECKING:
    from mpcheck.model.module import Module

_PUTS_IN = {"append", "appendleft", "add", "insert", "extend", "extendleft", "update", "setdefault"}
#: Of these, the first argument says where the second is put.
_WITH_PLACE = {"insert", "setdefault"}
_TAKES_OUT = {"pop", "popleft", "get", "values", "items", "copy", "popitem"}
#: Give back an iterator or a copy; what goes in is used only where that is.
_LAZY = {
    *(f"builtins.{name}" for name in ("map", "filter", "iter", "reversed")),
    *(f"itertools.{name}" for name in ("chain", "chain.from_iterable", "islice", "starmap", "zip_longest", "tee")),
    *("concurrent.futures.as_completed", "asyncio.as_completed", "asyncio.wrap_future"),
    *("tqdm.tqdm", "tqdm.auto.tqdm", "tqdm.notebook.tqdm", "rich.progress.track"),
}
_COPIES = {*(f"builtins.{name}" for name in ("list", "tuple", "set", "sorted", "dict")), "collections.deque"}
_DISPLAYS = (ast.List, ast.Tuple, ast.Set)
_MAX_STEPS = 200


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a value.

    ``how``: ``dropped`` (an expression statement), ``stored`` (where other code may find it),
    ``returned`` (the uses by callers in this file follow), ``yielded``, ``iterated``, ``waited`` (by
    ``concurrent.futures.wait`` whose result is dropped), ``argument``, ``other``, or the name of a
    method that is called on it.
    ``node`` is the expression that holds the value there.
    """

    node: ast.AST
    how: str


def uses_of(module: Module, node: ast.expr, *, in_file: bool = False) -> list[Use]:
    """Where the value of an expression ends up, such as the result of a call: through names, containers, loops and returns.

    Empty where it is bound to local names that nothing reads.  ``in_file``: what is kept in module-level names and in
    attributes of the file's own classes counts as read in this file alone, in that which holds the expression, and in
    those whose functions are called.
    """
    return _Tracker(module, in_file=in_file).track(node)


def reads(module: Module, target: ast.Name) -> Iterator[ast.Name]:
    """The reads of a name that a binding (or a change of the object) at ``target`` can reach."""
    home = _home(target, module.scope(target))
    if home is None:
        return
    bindings = {b for b in home.bindings[target.id] if b.node is target}
    for name in module.once(_names_spelled, module.ev.file(target), target.id):
        if _home(name, module.scope(name)) is not home:
            continue
        if not bindings or bindings & set(module.ev.reaching.bindings(name, home)):
            yield name


def _names_spelled(module: Module, file: Collected, word: str) -> Iterator[ast.Name]:
    return (name for name in file.names if name.id == word)


class _Tracker:
    def __init__(self, module: Module, *, in_file: bool) -> None:
        self.module = module
        self.in_file = in_file
        self.found: list[Use] = []
        #: Expressions that hold the value, each with the number of containers around it.
        self.stack: list[tuple[ast.AST, int]] = []
        self.seen: set[ast.AST] = set()

    def track(self, node: ast.expr) -> list[Use]:
        self.stack.append((node, 0))
        while self.stack:
            here, held = self.stack.pop()
            if len(self.seen) > _MAX_STEPS:
                return [Use(here, "other")]
            if here not in self.seen:
                self.seen.add(here)
                self.look(here, held)
        return self.found

    def use(self, node: ast.AST, how: str) -> None:
        self.found.append(Use(node, how))

    def look(self, node: ast.AST, held: int) -> None:
        """Follow an expression to what its parent makes of it."""
        parent = parent_of(node)
        handler = getattr(self, "in_" + type(parent).__name__, None)
        if handler is None:
            self.use(node, "other")
        else:
            handler(node, parent, held)

    def in_Expr(self, node: ast.AST, parent: ast.Expr, held: int) -> None:
        self.use(node, "dropped")

    def passed_on(self, node: ast.AST, parent: ast.AST, held: int) -> None:
        self.stack.append((parent, held))

    in_IfExp = in_BoolOp = passed_on

    def in_Starred(self, node: ast.AST, parent: ast.Starred, held: int) -> None:
        whole = parent_of(parent)
        if held and isinstance(whole, _DISPLAYS):
            self.stack.append((whole, held))
        else:
            self.use(node, "iterated")

    # Bindings

    def in_Assign(self, node: ast.AST, parent: ast.Assign, held: int) -> None:
        for target in parent.targets:
            self.bound(node, target, held)

    def in_AnnAssign(self, node: ast.AST, parent: ast.AnnAssign, held: int) -> None:
        self.bound(node, parent.target, held)

    def in_AugAssign(self, node: ast.AST, parent: ast.AugAssign, held: int) -> None:
        if node is parent.value:
            self.bound(node, parent.target, held)

    def in_NamedExpr(self, node: ast.AST, parent: ast.NamedExpr, held: int) -> None:
        self.bound(node, parent.target, held)
        if not isinstance(parent_of(parent), ast.Expr):
            self.stack.append((parent, held))

    def bound(self, node: ast.AST, target: ast.AST, held: int) -> None:
        if isinstance(target, ast.Name):
            self.stack += [(load, held) for load in self.loads(target)]
        elif isinstance(target, ast.Subscript):
            self.put_at(node, target, held)
        elif isinstance(target, (ast.Tuple, ast.List)) and held:
            for element in target.elts:
                self.bound(node, element, held if isinstance(element, ast.Starred) else held - 1)
        elif isinstance(target, ast.Starred):
            self.bound(node, target.value, held)
        elif isinstance(target, ast.Attribute):
            self.kept_by_object(node, target, held)
        else:
            self.use(node, "stored")

    def put_at(self, node: ast.AST, target: ast.Subscript, held: int) -> None:
        """The value is put into a container, or, as a slice of that, what the value holds, of which an array takes a copy."""
        places = target.slice.elts if isinstance(target.slice, ast.Tuple) else [target.slice]
        if not any(isinstance(place, ast.Slice) for place in places):
            self.kept(node, target.value, held + 1)
        elif held:
            self.kept(node, target.value, held)
        else:
            self.use(node, "iterated")

    def kept_by_object(self, node: ast.AST, target: ast.Attribute, held: int) -> None:
        """The value is in an attribute: it is read wherever one of that name is."""
        module, name = self.module, target.attr
        owners = module.values(target.value)
        is_own = bool(owners) and all(
            isinstance(one, Instance) and not is_opaque(module.ev, one.info) for one in owners
        )
        files = dict.fromkeys((module.found, module.ev.file(target), *module.files_called))
        if self.in_file and is_own and not any(_asks_for(file, name) for file in files):
            reads = (one for file in files for one in file.nodes_of(ast.Attribute) if one.attr == name)
            self.stack += [(one, held) for one in reads if isinstance(one.ctx, ast.Load)]
        else:
            self.use(node, "stored")

    def loads(self, target: ast.Name) -> Iterator[ast.Name]:
        """The reads of the name that a binding (or a change of the object) at ``target`` can reach."""
        home = _home(target, self.module.scope(target))
        is_own = self.in_file and self.module.is_here(target)
        if home is None or (home.is_module and not is_own and not self.module.graph.is_guarded(target)):
            # Another file may import the name.
            self.use(target, "stored")
        if home is not None and home.cls is not None:
            # The objects of the class find it by the name of an attribute.
            self.use(target, "stored")
        yield from reads(self.module, target)

    # Containers and loops

    def in_container(self, node: ast.AST, parent: ast.AST, held: int) -> None:
        self.stack.append((parent, held + 1))

    in_List = in_Tuple = in_Set = in_Dict = in_ListComp = in_SetComp = in_DictComp = in_GeneratorExp = in_container

    def in_comprehension(self, node: ast.AST, parent: ast.comprehension, held: int) -> None:
        whole = parent_of(parent)
        if node is not parent.iter:
            self.use(node, "other")
        elif held:
            self.bound(node, parent.target, held - 1)
        elif isinstance(whole, ast.GeneratorExp):
            self.stack.append((whole, 0))
        else:
            self.use(node, "iterated")

    def in_For(self, node: ast.AST, parent: ast.For | ast.AsyncFor, held: int) -> None:
        if held:
            self.bound(node, parent.target, held - 1)
        else:
            self.use(node, "iterated")

    in_AsyncFor = in_For

    def in_Subscript(self, node: ast.AST, parent: ast.Subscript, held: int) -> None:
        if isinstance(parent.ctx, ast.Load) and node is parent.value:
            self.stack.append((parent, held if isinstance(parent.slice, ast.Slice) else max(held - 1, 0)))
        elif node is parent.slice:
            self.use(node, "stored")

    def in_Attribute(self, node: ast.AST, parent: ast.Attribute, held: int) -> None:
        call = parent_of(parent)
        if not isinstance(call, ast.Call) or call.func is not parent:
            self.use(node, "other")
        elif held and parent.attr in _TAKES_OUT:
            self.stack.append(
                (call, held if parent.attr == "copy" else held - 1 + (parent.attr in ("values", "items")))
            )
        elif not held or parent.attr not in _PUTS_IN:
            self.use(node, parent.attr)

    def in_Call(self, node: ast.AST, parent: ast.Call, held: int) -> None:
        function = parent.func
        if isinstance(function, ast.Attribute) and function.attr in _WITH_PLACE and node in parent.args[:1]:
            self.use(node, "argument")
            return
        if isinstance(function, ast.Attribute) and function.attr in _PUTS_IN:
            self.put_in(node, function, held if function.attr in ("extend", "extendleft", "update") else held + 1)
            return
        name = self.module.external_name(function)
        if name in ("builtins.enumerate", "builtins.zip") and node in parent.args:
            self.paired(node, parent, 1 if name == "builtins.enumerate" else parent.args.index(node), held)
        elif name in _LAZY or (name in _COPIES and held):
            self.stack.append((parent, held))
        elif name != "builtins.len":
            self.use(node, "waited" if name == "concurrent.futures.wait" and self.is_dropped(parent) else "argument")

    def paired(self, node: ast.AST, call: ast.Call, position: int, held: int) -> None:
        """``for number, value in enumerate(values)``: the value is at one position of each tuple."""
        loop = parent_of(call)
        target = getattr(loop, "target", None) if getattr(loop, "iter", None) is call else None
        if held and isinstance(target, ast.Tuple) and position < len(target.elts):
            self.bound(node, target.elts[position], held - 1)
        else:
            self.stack.append((call, held))

    def put_in(self, node: ast.AST, method: ast.Attribute, held: int) -> None:
        self.kept(node, method.value, held)

    def kept(self, node: ast.AST, container: ast.expr, held: int) -> None:
        """The value is in a container, which is the caller's where it is a parameter."""
        if isinstance(container, ast.Attribute):
            self.kept_by_object(node, container, held)
            return
        if not isinstance(container, ast.Name):
            self.use(node, "stored")
            return
        home = _home(container, self.module.scope(container))
        if home is not None and any(binding.kind == "param" for binding in home.bindings[container.id]):
            self.use(node, "stored")
        self.stack += [(load, held) for load in self.loads(container) if load is not container]

    def is_dropped(self, node: ast.AST) -> bool:
        return isinstance(parent_of(node), ast.Expr)

    # Out of the function

    def in_Return(self, node: ast.AST, parent: ast.Return | ast.Lambda, held: int) -> None:
        function = self.module.function(node)
        edges = self.module.graph.callers.get(function, ()) if function is not None else ()
        self.use(node, "returned")
        self.stack += [(edge.call, held) for edge in edges]

    in_Lambda = in_Return

    def in_Yield(self, node: ast.AST, parent: ast.Yield, held: int) -> None:
        self.use(node, "yielded")

    in_YieldFrom = in_Yield


def _asks_for(file: Collected, name: str) -> bool:
    """Whether a file may ask for an attribute by a text: ``getattr(one, "name")``."""
    return name in file.text and any(text.value == name for text in file.nodes_of(ast.Constant))


def _home(name: ast.Name, scope: Scope) -> Scope | None:
    """The scope that holds the bindings of a name."""
    return scope.holder_of(name.id)
