"""Why a function or method cannot be pickled, which goes by its name: that leads to something else, or nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mpcheck.model.function_names import (
    binds,
    bound_by_def,
    found_instead,
    is_wrapper,
    keeps_argument,
    pickled_name,
)
from mpcheck.model.object_state import State, keeps_its_own_state
from mpcheck.model.obstacles import Obstacle
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.values import Function, Instance, Partial, Values

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator


def in_function(ev: Evaluator, state: State, one: Function) -> Iterator[Obstacle]:
    """What keeps a function from being found by its name; ``state`` knows what the names of its module are bound to."""
    info = one.info
    if info.decorators and not info.is_local:
        yield from _in_bare(ev, info) if one.bare else _in_decorated(ev, info)
        return
    name = pickled_name(ev, one)
    if name is None:
        return
    if info.is_lambda:
        yield Obstacle("lambda", "a lambda", info.node)
    elif "<locals>" in name:
        wraps = info.cls is None and is_wrapper(ev, one)
        words = f"the local function `{info.name}`" + (" that wraps another one" if wraps else "")
        yield Obstacle("name" if wraps else "function", words, info.node)
    elif instead := found_instead(ev, one, state.bound(name, ev.file(info.node).module)):
        words = f"a function that is not the one which `{name}` names in the module"
        yield Obstacle("name", words, instead.statement or instead.node)


def _in_bare(ev: Evaluator, info: FunctionInfo) -> Iterator[Obstacle]:
    """The original of a function with decorators: its name leads to what these have made of it."""
    bound = bound_by_def(ev, info)
    others = [one for one in bound or () if not isinstance(one, Function) or one.info is not info]
    if bound and len(others) == len(bound):
        yield _replaced(info, f"the original of `{info.name}`, which its decorator replaces,", bound)


def _in_decorated(ev: Evaluator, info: FunctionInfo) -> Iterator[Obstacle]:
    """A function whose ``def`` has decorators: what these have made of it counts."""
    bound = bound_by_def(ev, info)
    for one in bound or ():
        if isinstance(one, Function) and one.info is not info:
            name = pickled_name(ev, one)
            if name is not None and name != info.qualname:
                yield _replaced(info, f"`{info.name}`, which its decorator replaces by `{one.info.name}`", bound)
        elif isinstance(one, Instance) and not keeps_its_own_state(ev, one.info):
            if keeps_argument(ev, one):
                words = f"`{info.name}`, which its decorator replaces by an object of `{one.info.name}`"
                yield _replaced(info, words, bound)
        elif isinstance(one, Partial) and binds(ev, one, info):
            yield _replaced(info, f"`{info.name}`, which its decorator replaces by a partial", bound)


def _replaced(info: FunctionInfo, words: str, bound: Values | None) -> Obstacle:
    return Obstacle("name", words, info.decorators[0], certain=bound is not None and len(bound) == 1)


def in_method(ev: Evaluator, info: FunctionInfo) -> Iterator[Obstacle]:
    """What keeps a method from being found by its name in the class of the object that it is bound to."""
    if info.name.startswith("__") and not info.name.endswith("__"):
        yield Obstacle("private", f"the private method `{info.name}`", info.node)
    for bound in bound_by_def(ev, info) or ():
        if isinstance(bound, Function) and bound.info is not info:
            name = pickled_name(ev, bound)
            if name is not None and name.rpartition(".")[2] != info.name:
                words = f"the method `{info.name}`, which its decorator replaces by `{bound.info.name}`"
                yield Obstacle("name", words, info.decorators[0])
