"""Names that stand for nothing where a platform lacks a module or a function: ``except ImportError: fcntl = None``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model import facts, sources
from mpcheck.model.nodes import scope_of
from mpcheck.model.tables.availability import PLATFORMS_OF, PLATFORMS_OF_MODULE
from mpcheck.targets import Target

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

_WRAPPERS = {"builtins.staticmethod", "builtins.classmethod"}


def is_lacking(ev: Evaluator, node: ast.expr, target: Target) -> bool:
    """Whether a name or attribute is None in place of what the platform does not have."""
    lacks_module = isinstance(node, ast.Name) and _lacks_module(ev, node, target)
    return lacks_module or (isinstance(node, (ast.Name, ast.Attribute)) and _lacks_function(ev, node, target))


def _lacks_function(ev: Evaluator, node: ast.Name | ast.Attribute, target: Target) -> bool:
    """The same for ``chown = os.chown``, with ``except AttributeError: chown = None``."""
    written = sources.sources(ev, node)
    left = [one for one in written if not _is_missing(ev, one, target)]
    return 0 < len(left) < len(written) and all(isinstance(one, ast.Constant) and one.value is None for one in left)


def _is_missing(ev: Evaluator, node: ast.expr, target: Target) -> bool:
    """Whether asking for a function of the standard library, to wrap it perhaps, fails on a target."""
    if isinstance(node, ast.Call) and len(node.args) == 1 and facts.names_of(ev, node.func) & _WRAPPERS:
        node = node.args[0]
    names = facts.names_of(ev, node) if isinstance(node, (ast.Name, ast.Attribute)) else ()
    return any(target.platform not in PLATFORMS_OF.get(name, (target.platform,)) for name in names)


def _lacks_module(ev: Evaluator, name: ast.Name, target: Target) -> bool:
    """Whether a name is None in place of a module that the platform does not have: ``except ImportError: fcntl = None``."""
    scope = scope_of(name).holder_of(name.id)
    bindings = scope.bindings[name.id] if scope is not None else []
    imported = [one.origin.partition(".")[0] for one in bindings if one.kind == "import"]
    others = (one.value for one in bindings if one.kind != "import")
    return (
        0 < len(imported) < len(bindings)
        and all(target.platform not in PLATFORMS_OF_MODULE.get(one, (target.platform,)) for one in imported)
        and all(isinstance(value, ast.Constant) and value.value is None for value in others)
    )
