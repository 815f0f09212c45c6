"""Between which expressions assignments and tests choose, as far as a target does not decide it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from mpcheck.model.attributes import bases, find_method
from mpcheck.model.evaluate import Evaluator
from mpcheck.model.flow import EXIT
from mpcheck.model.module import Module
from mpcheck.model.outcomes import holds_on_all
from mpcheck.model.reaching import Passable
from mpcheck.model.replacing import may_differ_from_body
from mpcheck.model.scopes import AttributeWrite, Binding, FunctionInfo
from mpcheck.model.sources import sources
from mpcheck.model.values import ClassRef, Instance
from mpcheck.targets import Target


def choices(module: Module, node: ast.expr, targets: Iterable[Target]) -> Iterator[ast.expr]:
    """The expressions that one may stand for on some targets, names and attributes among them where no more is known."""
    targets = list(targets)
    seen: set[ast.expr] = set()
    stack = [node]
    while stack:
        here = stack.pop()
        if isinstance(here, ast.IfExp):
            outcome = holds_on_all(module.ev, here.test, targets)
            stack += [part for part, chosen in ((here.orelse, False), (here.body, True)) if outcome in (None, chosen)]
            continue
        found = [here]
        if isinstance(here, (ast.Name, ast.Attribute)):
            found = [*_assigned(module, here, targets), *given_by_subclasses(module, here)] or [here]
        # Each once: a name may be assigned a choice in which it stands itself.
        new = [one for one in dict.fromkeys(found) if one not in seen]
        seen.update(new)
        stack += [one for one in reversed(new) if isinstance(one, ast.IfExp)]
        yield from (one for one in new if not isinstance(one, ast.IfExp))


def given_by_subclasses(module: Module, node: ast.expr) -> list[ast.expr]:
    """What the bodies of subclasses that inherit a method let an attribute of ``self`` be in it."""
    method = module.function(node)
    if method is None or method.cls is None or not isinstance(node, ast.Attribute):
        return []
    if Instance(method.cls) not in module.values(node.value):
        return []
    heirs = [info for info in module.found.classes if method.cls in bases(module.ev, info)[1:]]
    given = [
        info.scope.bindings.get(node.attr, [])
        for info in heirs
        if find_method(module.ev, info, method.name) is method and not may_differ_from_body(module.ev, info, node.attr)
    ]
    whole = [one[0] for one in given if len(one) == 1 and one[0].kind == "assign" and not one[0].path]
    return [binding.value for binding in whole if binding.value is not None]


def _assigned(module: Module, node: ast.Name | ast.Attribute, targets: Iterable[Target]) -> list[ast.expr]:
    """What is assigned to a name or attribute, less what certainly is replaced on all of the targets."""
    found = sources(module.ev, node)
    if len(found) < 2 and isinstance(node, ast.Attribute):
        return found
    replaced = _replaced(module, node, _passable(module.ev, targets))
    return [one for one in found if one not in replaced]


def _replaced(module: Module, node: ast.Name | ast.Attribute, passable: Passable) -> set[ast.expr]:
    """The values assigned that are gone where a name is used, or where a method that assigns an attribute ends."""
    reaching = module.ev.reaching
    replaced: set[ast.expr] = set()
    if isinstance(node, ast.Name):
        scope = module.scope(node).holder_of(node.id)
        bindings = scope.bindings[node.id] if scope is not None else []
        if scope is not None and len(bindings) > 1:
            left = reaching.bindings(node, scope, passable)
            replaced = {one.value for one in bindings if one.value is not None and one not in left}
    else:
        for method, writes in _writes(module, node).items():
            bindings = [
                Binding(node.attr, "assign", write.node, module.statement(write.node), write.value, owner=method)
                for write in writes
            ]
            left = reaching.search_back(EXIT, bindings, method.scope, passable) or bindings
            replaced |= {one.value for one in bindings if one.value is not None and one not in left}
    return replaced


def _writes(module: Module, node: ast.Attribute) -> dict[FunctionInfo, list[AttributeWrite]]:
    """By method, what assigns the attribute of an object, where one method does so more than once."""
    found: dict[FunctionInfo, list[AttributeWrite]] = {}
    for owner in module.values(node.value):
        if isinstance(owner, (Instance, ClassRef)):
            for write in owner.info.attributes.get(node.attr, ()):
                found.setdefault(write.method, []).append(write)
    return {method: writes for method, writes in found.items() if len(writes) > 1}


def _passable(ev: Evaluator, targets: Iterable[Target]) -> Passable:
    """Whether control may go from one statement to the next on some targets: a test may come out one way on all."""

    def may_pass(before: ast.AST, after: ast.AST) -> bool:
        if not isinstance(before, (ast.If, ast.While)):
            return True
        outcome = holds_on_all(ev, before.test, targets)
        return outcome is None or outcome is (after is before.body[0])

    return may_pass
