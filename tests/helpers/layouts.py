"""One program laid out in other ways: in several files, with a class around it, cut into functions.

What is wrong in a program stays wrong in each of its layouts, what is right stays right.  A layout takes the tree of a
program and gives its files by name, or None where the program cannot be laid out so without a change of its meaning.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

Files: TypeAlias = dict[str, str]
Layout: TypeAlias = Callable[[ast.Module], "Files | None"]

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_IMPORTS = (ast.Import, ast.ImportFrom)
#: A body with one of these cannot be moved into a function.
_BOUND = (ast.Global, ast.Nonlocal, ast.Yield, ast.YieldFrom, ast.Await)
_BESIDE = "parts"
_GUARD = "__name__ == '__main__'"


def definitions_beside(tree: ast.Module) -> Files | None:
    """All definitions but ``main`` stand in a file beside the program, which imports their names."""
    cut = _cut(tree)
    if cut is None:
        return None
    moved, rest, names = cut
    return _files(moved, [ast.ImportFrom(_BESIDE, [ast.alias(name) for name in names], 0), *rest], tree)


def module_beside(tree: ast.Module) -> Files | None:
    """The same, and the program imports the module."""
    cut = _cut(tree)
    if cut is None:
        return None
    moved, rest, names = cut
    return _files(moved, [ast.Import([ast.alias(_BESIDE)]), *_through(_BESIDE, names, rest)], tree)


def in_function(tree: ast.Module) -> Files | None:
    """What stands under the guard stands in a function."""
    guard = _guard(tree)
    if guard is None or _main(tree) is not None or _has(guard.body, _BOUND) or _is_read_elsewhere(tree, guard):
        return None
    return _program([*_without(tree.body, guard), _function("launch", (), guard.body), _starting(tree, "launch")])


def in_method(tree: ast.Module) -> Files | None:
    """What stands under the guard, or in ``main``, stands in a method, and its variables are attributes."""
    taken = _taken(tree)
    body = _with_attributes(*taken[1:]) if taken is not None else None
    if taken is None or body is None:
        return None
    return _program([*taken[0], _class("App", [_function("run", ("self",), body)]), _starting(tree, "App().run")])


def in_two_methods(tree: ast.Module) -> Files | None:
    """The same in two methods: one sets up what the other uses."""
    taken = _taken(tree)
    body = _with_attributes(*taken[1:]) if taken is not None else None
    if taken is None or body is None or len(body) < 2 or _has(body, (ast.Return,)):
        return None
    first, second = _halves(body)
    methods = [_function("__init__", ("self",), first), _function("run", ("self",), second)]
    return _program([*taken[0], _class("App", methods), _starting(tree, "App().run")])


def in_two_functions(tree: ast.Module) -> Files | None:
    """The second half of what stands under the guard, or in ``main``, stands in a function that is given what it uses."""
    taken = _taken(tree)
    if taken is None or len(taken[1]) < 2:
        return None
    before, body, names = taken
    first, second = _halves(body)
    given = sorted(names & _bound(first) & _read(second))
    if not given or _has(first, (ast.Return,)):
        return None
    finish = _function("finish", given, second)
    call = _parsed(f"return finish({', '.join(given)})")
    return _program([*before, finish, _function("launch", (), [*first, call]), _starting(tree, "launch")])


def all_beside(tree: ast.Module) -> Files | None:
    """All that the program does stands in a function of a file beside it."""
    guard = _guard(tree)
    if guard is None or any(isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in tree.body):
        return None
    names = sorted(_read(guard.body) & _bound(_without(tree.body, guard)))
    if not names or len(guard.body) > 1 or _knows_its_file(tree.body):
        return None
    imports = ast.ImportFrom(_BESIDE, [ast.alias(name) for name in names], 0)
    return {f"{_BESIDE}.py": _text(_without(tree.body, guard)), **_program([imports, guard])}


def _then(first: Layout, second: Layout) -> Layout:
    """One layout laid out once more."""

    def both(tree: ast.Module) -> Files | None:
        files = first(tree)
        return second(ast.parse(files["program.py"])) if files is not None else None

    return both


LAYOUTS: dict[str, Layout] = {
    "definitions-beside": definitions_beside,
    "module-beside": module_beside,
    "in-function": in_function,
    "in-function-beside": _then(in_function, all_beside),
    "in-method": in_method,
    "in-method-beside": _then(in_method, all_beside),
    "in-two-methods": in_two_methods,
    "in-two-functions": in_two_functions,
    "in-two-functions-beside": _then(in_two_functions, definitions_beside),
    "all-beside": all_beside,
}


# Cutting a program in two


def _cut(tree: ast.Module) -> tuple[list[ast.stmt], list[ast.stmt], list[str]] | None:
    """The definitions with the constants that they use; the rest; and the names that the rest takes from them."""
    definitions = [node for node in tree.body if isinstance(node, _DEFINITIONS) and node.name != "main"]
    others = [node for node in tree.body if node not in definitions and not isinstance(node, _IMPORTS)]
    constants = [node for node in others if not _is_guard(node) and not isinstance(node, _DEFINITIONS)]
    moved: list[ast.stmt] = [*definitions]
    while more := [
        node for node in constants if node not in moved and _bound([node]) & (_read(moved) | _stored(moved))
    ]:
        moved += more
    rest = [node for node in others if node not in moved]
    names = sorted(_read(rest) & _bound(moved))
    if (
        not names
        or _bound(rest) & (_read(moved) | _stored(moved) | _bound(moved))
        or _has([*rest, *moved], (ast.Global,))
        or _knows_its_file(moved)
    ):
        return None
    return [node for node in tree.body if node in moved], rest, names


def _through(module: str, names: Iterable[str], body: Iterable[ast.stmt]) -> list[ast.stmt]:
    """The statements with the names as attributes of the module."""
    return [_Attributes(module, frozenset(names)).visit(_copy(node)) for node in body]


def _files(moved: Sequence[ast.stmt], rest: Sequence[ast.stmt], tree: ast.Module) -> Files:
    imports = [node for node in tree.body if isinstance(node, _IMPORTS)]
    return {f"{_BESIDE}.py": _text([*imports, *moved]), **_program([*imports, *rest])}


# Moving what a program does


def _taken(tree: ast.Module) -> tuple[list[ast.stmt], list[ast.stmt], set[str]] | None:
    """What stands before the guard, what the program does, and the names that it gives to something."""
    guard, main = _guard(tree), _main(tree)
    if guard is None or (main is None and _is_read_elsewhere(tree, guard)):
        return None
    body = guard.body if main is None else main.body
    if _has(body, (*_BOUND, *_DEFINITIONS, *_IMPORTS)):
        return None
    return _without(tree.body, guard, *([main] if main else [])), body, _bound(body) - _inner(body)


def _with_attributes(body: list[ast.stmt], names: set[str]) -> list[ast.stmt] | None:
    caught = {node.name for one in body for node in ast.walk(one) if isinstance(node, ast.ExceptHandler)}
    if not names or caught & names or _has(body, (ast.NamedExpr,)):
        return None
    return _through("self", names, body)


def _halves(body: Sequence[ast.stmt]) -> tuple[Sequence[ast.stmt], Sequence[ast.stmt]]:
    return body[: len(body) // 2], body[len(body) // 2 :]


class _Attributes(ast.NodeTransformer):
    def __init__(self, owner: str, names: frozenset[str]) -> None:
        self.owner, self.names = owner, names

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.Attribute(ast.Name(self.owner, ast.Load()), node.id, node.ctx) if node.id in self.names else node


class _Calls(ast.NodeTransformer):
    """Calls another function where ``main`` is called."""

    def __init__(self, function: str) -> None:
        self.function = ast.parse(function, mode="eval").body

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self.function if node.id == "main" else node


# Statements


def _is_guard(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and "__name__" in ast.unparse(node.test)


def _guard(tree: ast.Module) -> ast.If | None:
    """The one guard of a program, at its end."""
    guards = [node for node in tree.body if _is_guard(node)]
    last = tree.body[-1]
    return last if guards == [last] and isinstance(last, ast.If) and not last.orelse else None


def _main(tree: ast.Module) -> ast.FunctionDef | None:
    found = (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "main")
    return next((node for node in found if not ast.unparse(node.args)), None)


def _is_read_elsewhere(tree: ast.Module, guard: ast.If) -> bool:
    return bool(_bound(guard.body) & _read(_without(tree.body, guard)))


def _without(body: Iterable[ast.stmt], *left_out: ast.stmt) -> list[ast.stmt]:
    return [node for node in body if node not in left_out]


def _knows_its_file(body: Iterable[ast.stmt]) -> bool:
    """Whether statements do something with the file in which they stand."""
    return "__file__" in _read(body)


def _has(body: Iterable[ast.stmt], kinds: tuple[type[ast.AST], ...]) -> bool:
    return any(isinstance(node, kinds) for one in body for node in ast.walk(one))


def _read(body: Iterable[ast.stmt]) -> set[str]:
    return {node.id for node in _names(body) if isinstance(node.ctx, ast.Load)}


def _stored(body: Iterable[ast.stmt]) -> set[str]:
    """The names that something in the statements is given, in functions too."""
    return {node.id for node in _names(body) if not isinstance(node.ctx, ast.Load)}


def _names(body: Iterable[ast.stmt]) -> Iterator[ast.Name]:
    return (node for one in body for node in ast.walk(one) if isinstance(node, ast.Name))


def _inner(body: Iterable[ast.stmt]) -> set[str]:
    """The names of comprehensions and lambdas, which stay theirs."""
    nodes = [node for one in body for node in ast.walk(one)]
    targets = [node.target for node in nodes if isinstance(node, ast.comprehension)]
    parameters = {
        one.arg
        for node in nodes
        if isinstance(node, ast.Lambda)
        for one in ast.walk(node.args)
        if isinstance(one, ast.arg)
    }
    return parameters | {node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)}


def _bound(body: Iterable[ast.stmt]) -> set[str]:
    """The names that the statements themselves bind."""
    found: set[str] = set()
    stack: list[ast.AST] = list(body)
    while stack:
        node = stack.pop()
        if isinstance(node, _DEFINITIONS):
            found.add(node.name)
        elif isinstance(node, _IMPORTS):
            found |= {alias.asname or alias.name.partition(".")[0] for alias in node.names}
        elif not isinstance(node, ast.Lambda):
            found |= {node.id} if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load) else set()
            stack += ast.iter_child_nodes(node)
    return found


# Making and writing


def _function(name: str, parameters: Iterable[str], body: Iterable[ast.stmt]) -> ast.stmt:
    made = _parsed(f"def {name}({', '.join(parameters)}): pass")
    assert isinstance(made, ast.FunctionDef)
    made.body = list(body)
    return made


def _class(name: str, body: list[ast.stmt]) -> ast.stmt:
    made = _parsed(f"class {name}: pass")
    assert isinstance(made, ast.ClassDef)
    made.body = body
    return made


def _starting(tree: ast.Module, function: str) -> ast.stmt:
    """The guard, where a function is called in the place of ``main``, or of all that stands there."""
    guard = _guard(tree)
    if guard is None or _main(tree) is None:
        return _parsed(f"if {_GUARD}:\n    {function}()")
    return _Calls(function).visit(_copy(guard))  # type: ignore[no-any-return]


def _parsed(text: str) -> ast.stmt:
    return ast.parse(text).body[0]


def _copy(node: ast.stmt) -> ast.stmt:
    return _parsed(ast.unparse(node))


def _program(body: Sequence[ast.stmt]) -> Files:
    return {"program.py": _text(body)}


def _text(body: Sequence[ast.stmt]) -> str:
    return ast.unparse(ast.fix_missing_locations(ast.Module(list(body), []))) + "\n"
