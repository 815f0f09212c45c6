"""Objects whose attributes are what they are made with: ``SimpleNamespace(stop=Event())``."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from mpcheck.model.values import NOTHING, Object, Value, Values

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

#: What makes them.
RECORDS = {"types.SimpleNamespace", "argparse.Namespace"}


def is_record(one: Value) -> TypeGuard[Object]:
    return isinstance(one, Object) and one.name in RECORDS


def names(owner: Object) -> list[str]:
    """The attributes that a record is made with."""
    keywords = getattr(owner.call, "keywords", ())
    return [keyword.arg for keyword in keywords if keyword.arg is not None]


def given(ev: Evaluator, owner: Object, name: str) -> Values:
    """What a record is given for an attribute where it is made; nothing where it is given none."""
    keywords = getattr(owner.call, "keywords", ())
    written = [keyword.value for keyword in keywords if keyword.arg == name]
    return NOTHING.union(*(ev.evaluate(one, owner.context) for one in written))
