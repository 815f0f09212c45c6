"""What the imports of a file say of the platforms that it is for, and which files they load."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mpcheck.model.conditions import conditions
from mpcheck.model.evaluate import Evaluator
from mpcheck.model.scopes import Collected
from mpcheck.model.tables.availability import PLATFORMS_OF_MODULE
from mpcheck.targets import Target

if TYPE_CHECKING:
    from mpcheck.model.module import Module


def importable(ev: Evaluator, targets: Iterable[Target]) -> frozenset[Target]:
    """The targets on which the modules exist that a file imports without a test or a handler around it."""
    imported = {
        binding.origin.partition(".")[0]
        for bindings in ev.found.module.bindings.values()
        for binding in bindings
        if binding.kind == "import" and binding.statement is not None and _is_unconditional(ev, binding.statement)
    }
    needed = [PLATFORMS_OF_MODULE[name] for name in imported if name in PLATFORMS_OF_MODULE]
    return frozenset(target for target in targets if all(target.platform in platforms for platforms in needed))


def loaded_files(module: Module) -> list[Collected]:
    """The files to which a module and its workers lead, and those that these import."""
    found = dict.fromkeys(module.files_reached)
    for file in module.files_reached:
        for binding in (one for many in file.module.bindings.values() for one in many if one.kind == "import"):
            resolved = module.ev.project.resolve(binding.origin, file.file)
            found.update({resolved.found: None} if resolved is not None else {})
    return list(found)


def platforms_of_imports(statements: Iterable[ast.stmt]) -> Iterator[frozenset[str]]:
    """The platforms of each module, among those that some lack, that statements import, also in a ``with``."""
    for statement in statements:
        if isinstance(statement, ast.With):
            yield from platforms_of_imports(statement.body)
        names = [alias.name for alias in statement.names] if isinstance(statement, ast.Import) else []
        if isinstance(statement, ast.ImportFrom) and statement.module and not statement.level:
            names = [statement.module]
        for name in names:
            if name.partition(".")[0] in PLATFORMS_OF_MODULE:
                yield PLATFORMS_OF_MODULE[name.partition(".")[0]]


def _is_unconditional(ev: Evaluator, statement: ast.stmt) -> bool:
    at_top = isinstance(ev.found.parents.get(statement), ast.Module)
    return at_top and not any(True for _ in conditions(ev, statement))
