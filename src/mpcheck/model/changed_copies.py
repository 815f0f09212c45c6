"""Copies of records in which some fields have other values: ``dataclasses.replace(job, work=f)``, ``pair._replace(left=x)``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model import calling, fields
from mpcheck.model.nodes import put_at
from mpcheck.model.values import CallContext, Instance, Values

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator


def changed_copies(ev: Evaluator, records: Values, node: ast.Call, context: CallContext | None) -> Values:
    """The copies that a call makes of records with its keywords for other values of their fields."""
    return frozenset(
        Instance(one.info, _construction(ev, one, node, context), context) if isinstance(one, Instance) else one
        for one in records
    )


def _construction(ev: Evaluator, one: Instance, node: ast.Call, context: CallContext | None) -> ast.Call:
    """The call of the class that would make the copy; what is not known of the record is hidden in ``**rest``."""
    key = (node, one, context)
    if key not in ev.made_up:
        kept = _passed(ev, one, context)
        rest = [ast.keyword(None, node.args[0] if node.args else node.func)]
        changes = {keyword.arg for keyword in node.keywords}
        keywords = [keyword for keyword in (rest if kept is None else kept) if keyword.arg not in changes]
        ev.made_up[key] = put_at(ast.Call(node.func, [], [*keywords, *node.keywords]), node)
    made = ev.made_up[key]
    assert isinstance(made, ast.Call)
    return made


def _passed(ev: Evaluator, one: Instance, context: CallContext | None) -> list[ast.keyword] | None:
    """What the construction of a record passes, by the names of its fields; None where that is not known."""
    if one.call is None or calling.has_hidden_arguments(one.call) or one.context not in (None, context):
        return None
    names = [field.name for field in fields.fields(ev, one.info) if field.is_argument]
    passed = ((name, calling.argument(one.call, names, name)) for name in names)
    return [ast.keyword(name, written) for name, written in passed if written is not None]
