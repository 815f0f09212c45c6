"""The pass over the tree: every scope, binding, call and mutation of a file, with an explicit stack.

A stack of its own instead of recursion lets expressions nest as deep as the parser allows.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import get_args

from mpcheck.model.nodes import note, put_at
from mpcheck.model.scopes import (
    AttributeWrite,
    Binding,
    ClassInfo,
    Collected,
    Comprehension,
    FunctionInfo,
    FunctionNode,
    Index,
    Mutation,
    Path,
    Rest,
    Scope,
)

COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
LOOPS = (ast.For, ast.AsyncFor, ast.While)
#: ``except*`` has a class of its own from Python 3.11 on.
TRIES: tuple[type[ast.Try], ...] = tuple(dict.fromkeys((ast.Try, getattr(ast, "TryStar", ast.Try))))
#: Functions that set an attribute: ``setattr(self, "work", f)``, ``object.__setattr__(self, "work", f)``.
_SETTING = ("setattr", "object.__setattr__")
#: Methods that put something into a container: which argument, and how to get from it to what is put.
_MUTATING: dict[str, tuple[int, Path]] = {
    **dict.fromkeys(("append", "appendleft", "add", "put", "put_nowait"), (0, ())),
    **dict.fromkeys(("insert", "setdefault"), (1, ())),
    **dict.fromkeys(("extend", "update", "extendleft"), (0, ("elem",))),
}


def collect(tree: ast.Module, index: Index | None = None, path: str = "", text: str = "", file: str = "") -> Collected:
    """Collect the names of a file into the index of its project."""
    return _Collector(tree, Collected(Scope(tree, None), index or Index(), path, text, file)).run()


#: Fields that hold no node, or one that says nothing of names (the context of a name, an operator).
_PLAIN = {
    "ctx",
    "op",
    "ops",
    "id",
    "arg",
    "attr",
    "name",
    "asname",
    "level",
    "module",
    "lineno",
    "kind",
    "type_comment",
}
_PLAIN |= {"is_async", "is_lazy", "simple", "conversion", "type_ignores", "rest", "kwd_attrs", "str"}


def _child_fields(kind: type[ast.AST]) -> tuple[str, ...]:
    """The fields of a kind of node that hold nodes, last first; a constant's value is none."""
    if kind in (ast.Constant, ast.Global, ast.Nonlocal, ast.MatchSingleton):
        return ()
    plain = _PLAIN - {"name"} if kind.__name__ == "TypeAlias" else _PLAIN
    types = getattr(kind, "_field_types", {})  # Python >= 3.13: later ones may have fields that nobody knows yet
    return tuple(
        name for name in reversed(kind._fields) if name not in plain and _is_of_nodes(types.get(name, ast.AST))
    )


def _adds_to_property(decorator: ast.expr, name: str) -> bool:
    """Whether a decorator adds to the property of a name, which stays what asking for it calls."""
    if not isinstance(decorator, ast.Attribute) or decorator.attr not in {"setter", "deleter"}:
        return False
    return isinstance(decorator.value, ast.Name) and decorator.value.id == name


def _is_of_nodes(declared: object) -> bool:
    """Whether a field that is declared so, such as ``list[expr]`` or ``int | None``, holds nodes."""
    return any(isinstance(one, type) and issubclass(one, ast.AST) for one in (declared, *get_args(declared)))


class _Collector:
    def __init__(self, tree: ast.Module, found: Collected) -> None:
        self.found = found
        self.stack: list[tuple[ast.AST, ast.AST, Scope, ast.stmt | None]] = []
        self.tree = tree

    def run(self) -> Collected:  # noqa: C901 -- one loop, since it meets every node of every file
        note(self.tree, None, self.found.module)
        self.push_all(self.tree.body, self.tree, self.found.module, None)
        stack, nodes, names = self.stack, self.found.nodes, self.found.names
        while stack:
            node, parent, scope, statement = stack.pop()
            nodes.append(node)
            node.parent, node.scope = parent, scope  # type: ignore[attr-defined]  # `note`, but for its call
            kind = type(node)
            # These are half of all nodes and hold no others.
            if kind is ast.Name:
                if type(node.ctx) is ast.Load:  # type: ignore[attr-defined]
                    names.append(node)  # type: ignore[arg-type]
                continue
            if kind is ast.Constant:
                continue
            is_statement, visit, fields = _KINDS[kind]
            if is_statement:
                statement = node  # type: ignore[assignment]
            if visit is not None and visit(self, node, scope, statement):
                continue
            for name in fields:
                child = getattr(node, name)
                if child.__class__ is list:
                    for one in reversed(child):
                        if one is not None:
                            stack.append((one, node, scope, statement))
                elif child is not None:
                    stack.append((child, node, scope, statement))
        self.assign_attributes()
        return self.found

    def push_all(self, nodes: Sequence[ast.AST], parent: ast.AST, scope: Scope, statement: ast.stmt | None) -> None:
        self.stack.extend([(node, parent, scope, statement) for node in reversed(nodes)])

    # Scopes

    def visit_FunctionDef(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef, scope: Scope, statement: ast.stmt
    ) -> bool:
        info = self.function(node, node.name, scope)
        self.bind(Binding(node.name, "function", node, statement, function=info), scope)
        if scope.cls is not None and not any(_adds_to_property(one, node.name) for one in node.decorator_list):
            scope.cls.methods[node.name] = info
        self.push_all(node.body, node, info.scope, statement)
        outside = [*node.decorator_list, *([node.returns] if node.returns else [])]
        self.push_all(outside, node, scope, statement)
        self.push_all([node.args], node, scope, statement)
        return True

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node: ast.Lambda, scope: Scope, statement: ast.stmt | None) -> bool:
        info = self.function(node, "<lambda>", scope)
        info.returns.append(node.body)
        self.push_all([node.body], node, info.scope, statement)
        self.push_all([node.args], node, scope, statement)
        return True

    def function(self, node: FunctionNode, name: str, scope: Scope) -> FunctionInfo:
        enclosing = scope.enclosing_function
        is_local = enclosing is not None and name not in scope.declared_global
        if scope.cls is not None:
            is_local = scope.cls.is_local
            qualname = f"{scope.cls.qualname}.{name}"
        else:
            qualname = f"{enclosing.qualname}.<locals>.{name}" if enclosing and is_local else name
        info = FunctionInfo(node, name, qualname, scope, scope.cls, is_local)
        info.scope = Scope(node, scope, function=info)
        self.found.functions.append(info)
        self.found.info_of[node] = info
        arguments = node.args
        for parameter in (*info.parameters, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg):
            if parameter is not None:
                self.bind(Binding(parameter.arg, "param", parameter, None), info.scope)
        return info

    def visit_ClassDef(self, node: ast.ClassDef, scope: Scope, statement: ast.stmt) -> bool:
        enclosing = scope.enclosing_function
        is_local = node.name not in scope.declared_global and (
            scope.cls.is_local if scope.cls else enclosing is not None
        )
        if scope.cls is not None:
            qualname = f"{scope.cls.qualname}.{node.name}"
        else:
            qualname = f"{enclosing.qualname}.<locals>.{node.name}" if enclosing and is_local else node.name
        info = ClassInfo(node, node.name, qualname, scope, is_local)
        info.scope = Scope(node, scope, cls=info)
        self.found.classes.append(info)
        self.found.info_of[node] = info
        self.bind(Binding(node.name, "class", node, statement, cls=info), scope)
        self.push_all(node.body, node, info.scope, statement)
        self.push_all([*node.decorator_list, *node.bases, *node.keywords], node, scope, statement)
        return True

    def visit_comprehension_scope(self, node: Comprehension, scope: Scope, statement: ast.stmt | None) -> bool:
        inner = Scope(node, scope)
        self.found.comprehension_of[node] = inner
        first = node.generators[0]
        results = (getattr(node, name, None) for name in ("elt", "key", "value"))
        self.push_all([part for part in results if part is not None], node, inner, statement)
        for generator in node.generators:
            self.bind_target(generator.target, generator.iter, ("elem",), statement, inner)
            note(generator, node, inner)
            self.push_all([generator.target, *generator.ifs], generator, inner, statement)
            self.push_all([generator.iter], generator, scope if generator is first else inner, statement)
        return True

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_comprehension_scope

    # Bindings

    def bind(self, binding: Binding, scope: Scope) -> None:
        name = binding.name
        binding.owner = scope.enclosing_function
        if name in scope.declared_global:
            scope = self.found.module
        elif name in scope.declared_nonlocal:
            outer = scope.parent
            while outer is not None and (name not in outer.bindings or outer.function is None) and outer.parent:
                outer = outer.parent
            scope = outer or scope
        scope.bindings.setdefault(name, []).append(binding)

    def bind_target(
        self, target: ast.expr, value: ast.expr | None, path: Path, statement: ast.stmt | None, scope: Scope
    ) -> None:
        if isinstance(target, ast.Name):
            self.bind(Binding(target.id, "assign", target, statement, value, path), scope)
        elif isinstance(target, ast.Starred):
            self.bind_target(target.value, value, path, statement, scope)
        elif isinstance(target, (ast.Tuple, ast.List)):
            starred = next((i for i, t in enumerate(target.elts) if isinstance(t, ast.Starred)), len(target.elts))
            for index, element in enumerate(target.elts):
                step: str | int | Rest = index if index < starred else "elem"
                if isinstance(element, ast.Starred):
                    step = Rest(index, len(target.elts) - index - 1)
                self.bind_target(element, value, (*path, step), statement, scope)
        elif isinstance(target, ast.Attribute):
            self.found.attribute_stores.append((target, value, path, scope))
        elif isinstance(target, ast.Subscript) and value is not None:
            self.found.mutations.append(Mutation(target.value, value, path, target))

    def visit_Global(self, node: ast.Global, scope: Scope, statement: ast.stmt) -> bool:
        scope.declared_global.update(node.names)
        return True

    def visit_Nonlocal(self, node: ast.Nonlocal, scope: Scope, statement: ast.stmt) -> bool:
        scope.declared_nonlocal.update(node.names)
        return True

    def visit_Assign(self, node: ast.Assign, scope: Scope, statement: ast.stmt) -> None:
        for target in node.targets:
            self.bind_target(target, node.value, (), statement, scope)

    def visit_AnnAssign(self, node: ast.AnnAssign, scope: Scope, statement: ast.stmt) -> None:
        if node.value is not None:
            self.bind_target(node.target, node.value, (), statement, scope)
        elif isinstance(node.target, ast.Name):
            self.bind(Binding(node.target.id, "annotation", node, statement, node.annotation), scope)
        elif isinstance(node.target, ast.Attribute):
            self.found.attribute_stores.append((node.target, None, (), scope))

    def visit_AugAssign(self, node: ast.AugAssign, scope: Scope, statement: ast.stmt) -> None:
        if isinstance(node.target, ast.Name):
            self.bind(Binding(node.target.id, "augmented", node, statement), scope)
        elif isinstance(node.target, ast.Attribute):
            self.found.attribute_stores.append((node.target, None, (), scope))
        if isinstance(node.op, ast.Add) and isinstance(node.target, (ast.Name, ast.Attribute)):
            self.found.mutations.append(Mutation(node.target, node.value, ("elem",), node))

    def visit_NamedExpr(self, node: ast.NamedExpr, scope: Scope, statement: ast.stmt | None) -> None:
        target = scope
        while target.node in self.found.comprehension_of and target.parent is not None:
            target = target.parent
        self.bind(Binding(node.target.id, "assign", node.target, statement, node.value), target)

    def visit_For(self, node: ast.For | ast.AsyncFor, scope: Scope, statement: ast.stmt) -> None:
        self.bind_target(node.target, node.iter, ("elem",), statement, scope)

    visit_AsyncFor = visit_For

    def visit_With(self, node: ast.With | ast.AsyncWith, scope: Scope, statement: ast.stmt) -> None:
        for item in node.items:
            if item.optional_vars is not None:
                self.bind_target(item.optional_vars, item.context_expr, ("enter",), statement, scope)

    visit_AsyncWith = visit_With

    def visit_ExceptHandler(self, node: ast.ExceptHandler, scope: Scope, statement: ast.stmt | None) -> None:
        if node.name:
            self.bind(Binding(node.name, "except", node, statement), scope)

    def visit_Delete(self, node: ast.Delete, scope: Scope, statement: ast.stmt) -> None:
        for target in node.targets:
            if isinstance(target, ast.Name):
                self.bind(Binding(target.id, "del", target, statement), scope)
            elif isinstance(target, ast.Attribute):
                self.found.attribute_stores.append((target, None, (), scope))

    def visit_MatchAs(self, node: ast.MatchAs | ast.MatchStar, scope: Scope, statement: ast.stmt | None) -> None:
        if node.name:
            self.bind(Binding(node.name, "match", node, statement), scope)

    visit_MatchStar = visit_MatchAs

    def visit_MatchMapping(self, node: ast.MatchMapping, scope: Scope, statement: ast.stmt | None) -> None:
        if node.rest:
            self.bind(Binding(node.rest, "match", node, statement), scope)

    def visit_Import(self, node: ast.Import, scope: Scope, statement: ast.stmt) -> None:
        for alias in node.names:
            first = alias.name.partition(".")[0]
            origin = alias.name if alias.asname else first
            self.bind(Binding(alias.asname or first, "import", alias, statement, origin=origin), scope)

    def visit_ImportFrom(self, node: ast.ImportFrom, scope: Scope, statement: ast.stmt) -> None:
        module = "." * node.level + (node.module or "")
        for alias in node.names:
            if alias.name == "*":
                scope.star_imports.append(module)
            else:
                origin = f"{module}.{alias.name}" if node.module else f"{module}{alias.name}"
                self.bind(Binding(alias.asname or alias.name, "import", alias, statement, origin=origin), scope)

    # What functions contain

    def visit_Call(self, node: ast.Call, scope: Scope, statement: ast.stmt | None) -> None:
        self.found.calls.append(node)
        function = scope.enclosing_function
        if function is not None:
            function.calls.append(node)
        if type(node.func) is ast.Name and node.func.id == "exec":
            self.found.mutations += [Mutation(namespace, node, (), node) for namespace in node.args[1:]]
        if len(node.args) == 3 and isinstance(node.args[1], ast.Constant) and ast.unparse(node.func) in _SETTING:
            target = put_at(ast.Attribute(node.args[0], str(node.args[1].value), ast.Store()), node)
            self.bind_target(target, node.args[2], (), statement, scope)
        if isinstance(node.func, ast.Attribute):
            index, path = _MUTATING.get(node.func.attr, (None, ()))
            if index is not None and len(node.args) > index:
                self.found.mutations.append(Mutation(node.func.value, node.args[index], path, node))
            if node.func.attr == "update":
                named = (keyword for keyword in node.keywords if keyword.arg)
                self.found.mutations += [Mutation(node.func.value, keyword.value, (), keyword) for keyword in named]

    def visit_Return(self, node: ast.Return, scope: Scope, statement: ast.stmt) -> None:
        function = scope.enclosing_function
        if function is not None and node.value is not None:
            function.returns.append(node.value)

    def visit_Raise(self, node: ast.Raise, scope: Scope, statement: ast.stmt) -> None:
        function = scope.enclosing_function
        if function is not None:
            function.raises.append(node)

    def visit_Yield(self, node: ast.Yield | ast.YieldFrom, scope: Scope, statement: ast.stmt | None) -> None:
        function = scope.enclosing_function
        if function is not None:
            function.yields.append(node)

    visit_YieldFrom = visit_Yield

    def assign_attributes(self) -> None:
        """File each ``self.x = value`` under the class of the method that it stands in."""
        for node, value, path, scope in self.found.attribute_stores:
            method = self.method_whose_self_is(node.value, scope)
            if method is not None and method.cls is not None:
                write = AttributeWrite(node, value, path, method)
                others = method.cls.attributes.setdefault(node.attr, [])
                if any(one.method is method for one in others):
                    self.found.index.rewritten.add(node.attr)
                others.append(write)
            elif value is not None:
                self.found.outside_stores.setdefault(node.attr, []).append((node, value, path))

    def method_whose_self_is(self, node: ast.expr, scope: Scope) -> FunctionInfo | None:
        if not isinstance(node, ast.Name):
            return None
        for outer in scope.chain():
            if node.id in outer.bindings:
                function = outer.function
                first = function.parameters[0].arg if function and function.parameters else None
                return function if function and function.cls and first == node.id else None
        return None


#: For each kind of node: whether it is a statement, what is noted of it, and the fields of its children.
_KINDS = {
    kind: (issubclass(kind, ast.stmt), getattr(_Collector, f"visit_{kind.__name__}", None), _child_fields(kind))
    for kind in vars(ast).values()
    if isinstance(kind, type) and issubclass(kind, ast.AST)
}
