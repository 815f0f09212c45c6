"""From which expressions in the code a name, an attribute or a call takes its value, as they are written."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mpcheck.model import attributes, fields
from mpcheck.model.nodes import scope_of
from mpcheck.model.scopes import Binding
from mpcheck.model.values import ClassRef, Function, Instance, Namespace, Value

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator


def sources(ev: Evaluator, test: ast.Name | ast.Attribute | ast.Call) -> list[ast.expr]:
    """The expressions whose value a name, an attribute, or a call of a local function, has."""
    if isinstance(test, ast.Name):
        scope = scope_of(test)
        outer = scope.holder_of(test.id)
        return _assigned(ev, outer.bindings[test.id]) if outer is not None else []
    if isinstance(test, ast.Attribute):
        return [source for owner in ev.evaluate(test.value) for source in _written(ev, owner, test.attr)]
    return [r for one in ev.evaluate(test.func) if isinstance(one, Function) for r in one.info.returns]


def _assigned(ev: Evaluator, bindings: Iterable[Binding]) -> list[ast.expr]:
    """The expressions that bindings take their value from, also those of a file that is imported."""
    found: list[ast.expr] = []
    for binding in bindings:
        if binding.kind == "assign" and binding.value is not None and not binding.path:
            found.append(binding.value)
        elif binding.kind == "import":
            resolved = ev.project.resolve(binding.origin, ev.file(binding.node).file)
            if resolved is not None and len(resolved.rest) == 1:
                others = resolved.found.module.bindings.get(resolved.rest[0], ())
                found += [b.value for b in others if b.kind == "assign" and b.value is not None and not b.path]
    return found


def _written(ev: Evaluator, owner: Value, name: str) -> list[ast.expr]:
    """What the code assigns to an attribute of an object, a class or a module, and what a property returns."""
    if isinstance(owner, Namespace):
        return _assigned(ev, owner.found.module.bindings.get(name, ()))
    method = attributes.find_method(ev, owner.info, name) if isinstance(owner, Instance) else None
    if method is not None:
        return method.returns if attributes.is_property(ev, method) else []
    if isinstance(owner, (Instance, ClassRef)):
        writes = [w.value for w in owner.info.attributes.get(name, ()) if w.value is not None and not w.path]
        passed = fields.passed(ev, owner, name) if isinstance(owner, Instance) else []
        given = [one for one in passed if one is not None]
        if passed and len(given) == len(passed):
            return writes + given
        return writes + given + _assigned(ev, owner.info.scope.bindings.get(name, ()))
    return []
