"""What the imports of a file say of the platforms that it is for, and of what has been found when it goes on."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from mpcheck.model import attributes
from mpcheck.model.api import canonical
from mpcheck.model.conditions import conditions
from mpcheck.model.displays import handled_types, last_name
from mpcheck.model.nodes import parent_of, scope_of
from mpcheck.model.tables.availability import PLATFORMS_OF, PLATFORMS_OF_MODULE
from mpcheck.targets import Target

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator
    from mpcheck.model.module import Module
    from mpcheck.model.scopes import Collected

#: What an import raises that finds no module.
MISSING = {"ImportError", "ModuleNotFoundError"}


def importable(ev: Evaluator, targets: Iterable[Target]) -> frozenset[Target]:
    """The targets on which the modules exist that a file imports without a test or a handler around it."""
    return _existing(targets, PLATFORMS_OF_MODULE, (name.partition(".")[0] for name in _imported(ev, ev.found)))


def importable_with_all(ev: Evaluator, targets: Iterable[Target], *, but_for_own: bool = False) -> frozenset[Target]:
    """The targets on which there is what a file needs to be imported, and those that are run then: packages, what it imports.

    ``but_for_own``: the names that the file itself imports from modules are there.
    """
    remaining = importable(ev, targets) if but_for_own else _importable(ev, ev.found, targets)
    for path in files_imported(ev):
        remaining = importable_there(ev, path, remaining)
        if not remaining:
            break
    return remaining


def files_imported(ev: Evaluator) -> Iterator[str]:
    """The other files of the project that importing a file runs, whatever happens."""
    pending, seen = [ev.found.file] if ev.found.file else [], {ev.found.file}
    while pending:
        here = pending.pop()
        if here != ev.found.file:
            yield here
        imported = ev.project.always_imported(here)
        pending += sorted(imported.files - seen)
        seen |= imported.files


def importable_there(ev: Evaluator, path: str, targets: frozenset[Target]) -> frozenset[Target]:
    """The targets that have what another file imports whatever happens."""
    imported = ev.project.always_imported(path)
    may_fail = imported.names or imported.packages & PLATFORMS_OF_MODULE.keys()
    file = ev.project.load(path) if may_fail else None
    return _importable(ev, file, targets) if file is not None else targets


def _importable(ev: Evaluator, file: Collected, targets: Iterable[Target]) -> frozenset[Target]:
    """The targets on which the modules, and the names in them, exist that a file imports whatever happens."""
    names = _imported(ev, file)
    remaining = _existing(targets, PLATFORMS_OF_MODULE, (name.partition(".")[0] for name in names))
    return _existing(remaining, PLATFORMS_OF, names)


def _existing(
    targets: Iterable[Target], platforms: Mapping[str, frozenset[str]], names: Iterable[str]
) -> frozenset[Target]:
    needed = [platforms[name] for name in set(names) if name in platforms]
    return frozenset(target for target in targets if all(target.platform in one for one in needed))


def _imported(ev: Evaluator, file: Collected) -> set[str]:
    """The dotted names that a file imports without a test or a handler around it."""
    return {
        binding.origin
        for bindings in file.module.bindings.values()
        for binding in bindings
        if binding.kind == "import" and binding.statement is not None and _is_unconditional(ev, binding.statement)
    }


def statements_for(ev: Evaluator, function: ast.expr, name: str) -> list[ast.stmt]:
    """The statements that import what an expression means, by its canonical name, where others give it another meaning."""
    path: list[str] = []
    root = function
    while isinstance(root, ast.Attribute):
        path, root = [root.attr, *path], root.value
    scope = scope_of(root).holder_of(root.id) if isinstance(root, ast.Name) else None
    bindings = scope.bindings[root.id] if scope is not None and isinstance(root, ast.Name) else []
    imports = [one for one in bindings if one.kind == "import"] if len(bindings) > 1 else []
    return [
        one.statement
        for one in imports
        if one.statement is not None and canonical(".".join((one.origin, *path))) == name
    ]


def platforms_of_imports(statements: Iterable[ast.stmt]) -> Iterator[frozenset[str]]:
    """The platforms of each module, among those that some lack, that statements import, also in a ``with``."""
    packages = imported_packages(statements)
    return (PLATFORMS_OF_MODULE[name] for name in packages if name in PLATFORMS_OF_MODULE)


def imported_packages(statements: Iterable[ast.AST]) -> Iterator[str]:
    """The packages from which statements import something, also in a ``with``."""
    for statement in statements:
        if isinstance(statement, ast.With):
            yield from imported_packages(statement.body)
        elif isinstance(statement, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in statement.names)
        elif isinstance(statement, ast.ImportFrom) and statement.module and not statement.level:
            yield statement.module.partition(".")[0]


def is_imported_when_made(module: Module, raised: ast.AST) -> bool:
    """Whether a handler of ImportError raises for packages that the constructor of its object has imported before.

    The object is that of the method around the handler, or of each method that calls the function around it.
    """
    function, packages = module.function(raised), set(_packages_tried(module, raised))
    if function is None or not packages:
        return False
    ways = [raised] if function.cls is not None else [edge.call for edge in module.graph.callers.get(function, ())]
    return bool(ways) and all(packages <= set(_imported_before(module, way)) for way in ways)


def _packages_tried(module: Module, raised: ast.AST) -> Iterator[str]:
    """The packages whose import has failed where something is raised."""
    handlers = (outer for outer in module.ancestors(raised) if isinstance(outer, ast.ExceptHandler))
    for handler in handlers:
        tried = module.parent(handler)
        if isinstance(tried, ast.Try) and MISSING & set(map(last_name, handled_types(handler))):
            yield from imported_packages(tried.body)


def _imported_before(module: Module, way: ast.AST) -> Iterator[str]:
    """The packages that the constructor of an object imports, whatever it is given, before a node in one of its methods."""
    method = module.function(way)
    constructor = (
        attributes.find_method(module.ev, method.cls, "__init__") if method is not None and method.cls else None
    )
    for node in ast.walk(constructor.node) if constructor is not None else ():
        if isinstance(node, (ast.Import, ast.ImportFrom)) and not any(True for _ in conditions(module.ev, node)):
            statement = module.statement(way)
            if constructor is not method or module.flow(way).always_before([node], statement):
                yield from imported_packages([node])


def _is_unconditional(ev: Evaluator, statement: ast.stmt) -> bool:
    at_top = isinstance(parent_of(statement), ast.Module)
    return at_top and not any(True for _ in conditions(ev, statement))
