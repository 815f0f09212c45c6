"""What is wrong with an expression that stands where a tuple, or a dict, of arguments belongs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.iteration import follow, is_empty
from mpcheck.model.module import Module
from mpcheck.model.nature import Nature, natures
from mpcheck.model.values import Const, Value, Values
from mpcheck.rules.base import Rule
from mpcheck.rules.lifecycle.dispatches import Dispatch
from mpcheck.targets import Target

_APART = {
    Nature.TEXT: "each of its characters becomes an argument of its own",
    Nature.BYTES: "each of its bytes becomes an argument of its own, a number",
    Nature.DICT: "its keys become the arguments, and its values are lost",
    Nature.SET: "its elements become the arguments in any order",
}
#: Natures that cannot stand for a dict.
_NO_DICT = {Nature.NUMBER, Nature.TEXT, Nature.BYTES, Nature.SET, Nature.CALLABLE, Nature.OBJECT}


@dataclass(frozen=True, slots=True)
class Flaw:
    """``what`` the expression is, and its ``consequence``; where it may go well by luck it is not ``certain``."""

    what: str
    consequence: str
    targets: frozenset[Target]
    certain: bool = True

    def report(self, rule: Rule, module: Module, dispatch: Dispatch, node: ast.expr, claim: str) -> Iterator[Finding]:
        """Report at ``node`` that, as ``claim`` says, it is not what it should be."""
        # What a caller passes as the tuple is the caller's mistake; what it passes as one argument is not.
        passed_on = isinstance(node, ast.Name) and "arg" in node.id
        at, related = dispatch.place(node) if passed_on else (node, [])
        yield from rule.at(
            module,
            at,
            f"{claim}: {self.consequence}",
            breaks=self.targets,
            related=related,
            severity=Severity.ERROR if self.certain else Severity.WARNING,
            confidence=Confidence.HIGH if self.certain else Confidence.MEDIUM,
        )


def flaw_of_args(module: Module, dispatch: Dispatch, written: ast.expr) -> Flaw | None:
    """Why an expression is no tuple of arguments; None where it may be one."""
    values = dispatch.event.evaluate(written)
    found = natures(module.ev, values)
    if not values or any(_is_empty(one) for one in values):
        return None
    if all(one in _APART for one in found):
        return _taken_apart(module, dispatch, values, found[0])
    single = [one for one in found if one.is_iterable is False]
    if len(single) + len(_APART.keys() & set(found)) < len(found) or _is_open_none(written, found):
        if _lacks_comma(module, dispatch, written, found):
            what = f"`({ast.unparse(written)})`, which without a comma is what it holds"
            refused = "that is taken apart, or is refused"
            return Flaw(what, refused, module.targets_of(dispatch.event), certain=False)
        return None
    failure = "`Process` raises TypeError" if dispatch.event.kind == "process" else dispatch.failure
    return Flaw(single[0].value, failure, module.targets_of(dispatch.event))


def _lacks_comma(module: Module, dispatch: Dispatch, written: ast.expr, found: list[Nature]) -> bool:
    """A name in parentheses, as nobody writes a tuple's, for a function that takes just one argument."""
    if not isinstance(written, ast.Name) or Nature.SEQUENCE in found or "arg" in written.id:
        return False
    one_argument = bool(dispatch.signatures) and all(not s.misfit(1) and s.misfit(2) for s in dispatch.signatures)
    return one_argument and module.is_in_parentheses(written)


def _taken_apart(module: Module, dispatch: Dispatch, values: Values, found: Nature) -> Flaw:
    targets = module.targets_of(dispatch.event)
    if found is Nature.SET:
        return Flaw(found.value, _APART[found], targets, certain=False)
    if found is not Nature.TEXT:
        return Flaw(found.value, _APART[found], targets)
    lengths = {len(one.value) if isinstance(one, Const) and isinstance(one.value, str) else -1 for one in values}
    signatures = dispatch.signatures
    fits = bool(signatures) and not any(s.misfit(n) for s in signatures for n in lengths)
    if lengths == {1} or (fits and -1 not in lengths and not any(s.more_positional for s in signatures)):
        return Flaw(
            found.value, f"{_APART[found]}, which goes well only with so many characters", targets, certain=False
        )
    return Flaw(found.value, _APART[found] if fits else f"{_APART[found]}: {dispatch.failure}", targets)


def flaw_of_kwargs(module: Module, dispatch: Dispatch, written: ast.expr) -> Flaw | None:
    """Why an expression is no dict of keyword arguments; None where it may be one."""
    event = dispatch.event
    values = event.evaluate(written)
    found = natures(module.ev, values)
    if not values or any(_is_empty(one) for one in values):
        return None
    targets = module.targets_of(event)
    if all(one is Nature.NONE for one in found):
        if event.kind == "process":
            # From 3.15 on None stands for no keyword arguments, as it does for threads.
            targets = frozenset(target for target in targets if target.python < (3, 15))
        wrong = isinstance(written, ast.Constant) and event.kind != "thread"
    else:
        pairs = Nature.SEQUENCE in found and not _is_wrong_sequence(module, dispatch, values)
        wrong = not pairs and all(one in _NO_DICT or one is Nature.SEQUENCE for one in found)
    consequence = "`Process` raises an exception" if event.kind == "process" else dispatch.failure
    return Flaw(found[0].value, consequence, targets) if wrong else None


def _is_wrong_sequence(module: Module, dispatch: Dispatch, values: Values) -> bool:
    """A Process makes a dict of pairs, all others take nothing but a dict."""
    if dispatch.event.kind != "process":
        return True
    elements = natures(module.ev, follow(module.ev, values, ("elem",)))
    return bool(elements) and all(one.is_iterable is False or one is Nature.TEXT for one in elements)


def _is_empty(one: Value) -> bool:
    return is_empty(one) or (isinstance(one, Const) and one.value in ("", b""))


def _is_open_none(written: ast.expr, found: list[Nature]) -> bool:
    """None that is not written here may be a default that somebody replaces."""
    return Nature.NONE in found and not isinstance(written, ast.Constant)
