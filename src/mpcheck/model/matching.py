"""What the cases of a ``match`` statement test, as comparisons: ``case "win32"`` is ``subject == "win32"``."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from mpcheck.model.nodes import put_at

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator


def comparisons(ev: Evaluator, match: ast.Match) -> Iterator[ast.Compare]:
    """The comparisons that the cases make with values, be they one way among others to come to a case."""
    for case in match.cases:
        values = [part.value for part in ast.walk(case.pattern) if isinstance(part, ast.MatchValue)]
        if values:
            yield _comparison(ev, match, values)


def decided(ev: Evaluator, match: ast.Match, case: ast.match_case) -> Iterator[tuple[ast.expr, bool]]:
    """The tests that hold (True) or fail (False) where a case is come to: its own, and those of the cases before."""
    for earlier in match.cases[: match.cases.index(case)]:
        yield from _failed(ev, match, earlier)
    values = _values(case.pattern)
    if values:
        yield _comparison(ev, match, values), True


def left_behind(
    ev: Evaluator, match: ast.Match, leaves: Callable[[list[ast.stmt]], bool]
) -> Iterator[tuple[ast.expr, bool]]:
    """The same for what comes after the statement, of whose cases some leave the block."""
    leaving = [case for case in match.cases if leaves(case.body)]
    for case in leaving:
        yield from _failed(ev, match, case)
    if leaving[-1:] == match.cases[-1:] and _takes_all(match.cases[-1]):
        staying = [_values(case.pattern) for case in match.cases if case not in leaving]
        if staying and all(staying):
            yield _comparison(ev, match, [value for values in staying for value in values]), True


def _failed(ev: Evaluator, match: ast.Match, case: ast.match_case) -> Iterator[tuple[ast.expr, bool]]:
    """The test of a case that was not chosen; none where a guard may be the reason."""
    values = _values(case.pattern)
    if values and case.guard is None:
        yield _comparison(ev, match, values), False


def _takes_all(case: ast.match_case) -> bool:
    return case.guard is None and isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None


def _values(pattern: ast.pattern) -> list[ast.expr]:
    """The values that a pattern is made of, one of which the subject has to be; none where it is another kind of pattern."""
    if isinstance(pattern, ast.MatchAs) and pattern.pattern is not None:
        return _values(pattern.pattern)
    if isinstance(pattern, ast.MatchOr):
        parts = [_values(part) for part in pattern.patterns]
        return [value for part in parts for value in part] if all(parts) else []
    return [pattern.value] if isinstance(pattern, ast.MatchValue) else []


def _comparison(ev: Evaluator, match: ast.Match, values: Sequence[ast.expr]) -> ast.Compare:
    key = (match, *values)
    known = ev.made_up.get(key)
    if isinstance(known, ast.Compare):
        return known
    operator = ast.Eq() if len(values) == 1 else ast.In()
    other = values[0] if len(values) == 1 else put_at(ast.Tuple(list(values), ast.Load()), match.subject)
    made = put_at(ast.Compare(match.subject, [operator], [other]), match.subject)
    ev.made_up[key] = made
    return made
