"""What a loop over pairs does with them: whether the two of a pair ever come together."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from mpcheck.model.conditions import conditions
from mpcheck.model.module import Module
from mpcheck.model.uses import reads
from mpcheck.model.values import External, Namespace, Object
from mpcheck.rules.shared.unordered import BARS, KEEP_ORDER

_Loop = ast.For | ast.AsyncFor | ast.comprehension
_SIZES = {"builtins.len", "builtins.sum"}
_BLOCKS = (ast.stmt, ast.excepthandler, ast.match_case)


def come_together(module: Module, zipped: ast.Call, ones: Iterable[int], others: Iterable[int]) -> bool | None:
    """Whether a loop over ``zip(...)`` brings what some arguments give together with what others give.

    None where it does not use one of the two; True also where no loop takes the pairs apart at once.
    """
    found = _loop_over(module, zipped)
    if found is None:
        return True
    loop, targets = found
    first, second = (_Members(module, loop, _names([targets[n] for n in which])) for which in (ones, others))
    if not first.uses or not second.uses:
        return None
    return isinstance(loop, ast.comprehension) or bool(first.company & second.uses or second.company & first.uses)


def _loop_over(module: Module, zipped: ast.Call) -> tuple[_Loop, list[ast.expr]] | None:
    """The loop that goes through the tuples of ``zip(...)``, and the targets of their members, all of them names."""
    node: ast.AST = zipped
    parent = module.parent(node)
    numbered = 0
    while isinstance(parent, ast.Call) and node in parent.args[:1]:
        name = module.external_name(parent.func)
        if name not in KEEP_ORDER | {"builtins.enumerate"}:
            return None
        numbered += name == "builtins.enumerate"
        node, parent = parent, module.parent(parent)
    if not isinstance(parent, _Loop) or parent.iter is not node:
        return None
    target = parent.target
    for _ in range(numbered):
        target = target.elts[-1] if isinstance(target, ast.Tuple) else target
    targets = target.elts if isinstance(target, ast.Tuple) else []
    is_plain = len(targets) == len(zipped.args) and not any(isinstance(a, ast.Starred) for a in zipped.args)
    parts = (part for one in targets for part in ast.walk(one))
    return (
        (parent, targets) if is_plain and all(isinstance(p, (ast.Name, ast.Tuple, ast.Store)) for p in parts) else None
    )


def _names(nodes: Iterable[ast.AST]) -> set[ast.Name]:
    return {node for one in nodes for node in ast.walk(one) if isinstance(node, ast.Name)}


class _Members:
    """What becomes of the members of pairs that a loop gives some ``names``.

    ``uses`` are the reads of these names, and of those of what is made of them; ``company`` are all names by which, or
    under tests on which, these are used.
    """

    def __init__(self, module: Module, loop: _Loop, names: set[ast.Name]) -> None:
        self.module = module
        self.loop = loop
        self.uses: set[ast.Name] = set()
        stack = [*names]
        while stack:
            for name in reads(module, stack.pop()):
                if name not in self.uses and not self._is_counted(name):
                    self.uses.add(name)
                    stack += self._changed_by(name)
        self.company = _names(part for name in self.uses for part in self._parts(name))

    def _is_counted(self, name: ast.Name) -> bool:
        """Whether a use only moves a progress bar, or adds a size to a sum, for which the order does not matter."""
        for outer in self.module.ancestors(name):
            if isinstance(outer, ast.Call) and isinstance(outer.func, ast.Attribute):
                owners = self.module.values(outer.func.value)
                if any(isinstance(one, Object) and one.name in BARS for one in owners):
                    return True
            if isinstance(outer, ast.AugAssign):
                value = outer.value
                return isinstance(value, ast.Call) and self.module.external_name(value.func) in _SIZES
            if isinstance(outer, ast.stmt):
                return False
        return False

    def _changed_by(self, name: ast.Name) -> Iterator[ast.Name]:
        """The names of what a statement makes of a value, or puts it into: ``row``, of ``row = name`` and ``row.append(name)``."""
        statement = self.module.statement(name)
        for part in _own(statement):
            for node in ast.walk(part):
                if isinstance(node, (ast.Name, ast.Attribute, ast.Subscript)) and isinstance(node.ctx, ast.Store):
                    yield from _owner(node)
        call = statement.value if isinstance(statement, ast.Expr) else None
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
            for owner in _owner(call.func.value):
                if not any(isinstance(one, (External, Namespace)) for one in self.module.values(owner)):
                    yield owner

    def _parts(self, name: ast.Name) -> Iterator[ast.AST]:
        """The statement, or its own part of a compound one, that uses a name, and what decides whether it runs."""
        child: ast.AST = name
        for outer in self.module.ancestors(name):
            if outer is self.loop:
                break
            if isinstance(outer, ast.stmt):
                yield from _own(outer)
            if isinstance(outer, ast.Try) and child not in outer.body:
                yield from outer.body
            child = outer
        yield from (test for test, _ in conditions(self.module.ev, name))


def _own(statement: ast.stmt) -> Iterator[ast.AST]:
    """The parts of a statement without the statements in it."""
    return (node for node in ast.iter_child_nodes(statement) if not isinstance(node, _BLOCKS))


def _owner(node: ast.AST) -> Iterator[ast.Name]:
    """The name of which a target is, or is a part."""
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    if isinstance(node, ast.Name):
        yield node
