"""MP415: a pool is joined while it still takes tasks."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.attributes import find_method
from mpcheck.model.calling import argument
from mpcheck.model.event import Event
from mpcheck.model.fields import fields
from mpcheck.model.mentions import mentions
from mpcheck.model.module import Module
from mpcheck.model.order import Body, frames
from mpcheck.model.scopes import ClassInfo
from mpcheck.model.values import ClassRef, External, Function, Instance, Object, Value
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.stacked_joins import stacked_joins

_POOLS = "pool thread-pool"
_CLOSING = ("close", "terminate", "__exit__")
_MESSAGE = "the pool is still running: `join` raises ValueError unless `close` or `terminate` was called before"


def check(module: Module) -> Iterator[Finding]:
    """Report joins of pools that nothing can have closed before."""
    seen: set[ast.Call] = set()
    for event in module.events_reached(_POOLS, "join"):
        made = event.origin
        if not isinstance(made, ast.Call) or event.call in seen or "ValueError" in module.exceptions_caught(event.call):
            continue
        if not (module.is_here(event.sites[0]) or _is_only_entered(module, event.call)):
            continue  # Reported with the file that holds it.
        if _is_only(module, event, made) and not _may_be_closed(module, event, made):
            seen.add(event.call)
            local = module.function(made) is module.function(event.sites[0]) and not _is_only_entered(module, made)
            yield from RULE.at(
                module,
                event.call,
                _MESSAGE,
                breaks=module.targets_of(event),
                related=[(made, "made here")],
                confidence=Confidence.HIGH if local else Confidence.MEDIUM,
            )
    for call, made in stacked_joins(module):
        breaks, related = module.narrow(call, module.targets), [(made, "made here")]
        yield from RULE.at(module, call, _MESSAGE, breaks=breaks, related=related, confidence=Confidence.MEDIUM)


def _is_only(module: Module, event: Event, made: ast.Call) -> bool:
    """Whether the joined object can be no other than the one made there."""
    assert isinstance(event.call.func, ast.Attribute)
    values = module.values(event.call.func.value, event.context)
    return all(isinstance(one, Object) and one.call is made for one in values)


def _is_only_entered(module: Module, node: ast.AST) -> bool:
    """Whether a node is in a context manager made from a generator, which this file enters wherever it makes it."""
    function = module.function(node)
    if function is None or not module.with_blocks.is_manager(function):
        return False
    bound = [module.with_blocks.bound_to(edge.call) for edge in module.graph.callers.get(function, ())]
    return bool(bound) and all(
        targets is not None and all(isinstance(target, ast.Name) for target in targets) for targets in bound
    )


def _may_be_closed(module: Module, join: Event, made: ast.Call) -> bool:
    closings = [e for e in module.events_reached(_POOLS, _CLOSING) if e.origin is made]
    if any(_may_come_before(module, closing, join, made) for closing in closings):
        return True
    called = {closing.call for closing in closings}
    return any(_lets_close(module, use, join, called) for use in _uses(module, made))


def _uses(module: Module, made: ast.Call) -> Iterator[ast.expr]:
    """The expressions that may be the pool, also in the function of another file that makes it."""
    yield from mentions(module, made)
    for name in () if module.is_here(made) else module.ev.file(made).names:
        values = module.values(name) if module.function(name) is module.function(made) else ()
        if any(isinstance(one, Object) and one.call is made for one in values):
            yield name


def _may_come_before(module: Module, closing: Event, join: Event, made: ast.Call) -> bool:
    """Whether one call may run before another on the same pool, as seen from the body that leads to both."""
    for one, two in zip(closing.sites, join.sites, strict=False):
        if one is not two:
            if module.function(one) is not module.function(two):
                return _may_come_before_in_callers(module, closing, join, made)
            first, second = module.statement(one), module.statement(two)
            again = [module.statement(made)] if module.function(made) is module.function(one) else []
            return first is second or module.flow(one).can_follow(first, second, avoiding=again)
    return True


def _may_come_before_in_callers(module: Module, closing: Event, join: Event, made: ast.Call) -> bool:
    """The same for calls in different functions, by the bodies that lead to both: only those of a program are known."""
    first, second, making = (frames(module, sites) for sites in (closing.sites, join.sites, [made]))
    shared = [body for body in first if body in second]
    is_program = any(module.places(node) for body in shared for node in second[body])
    return not is_program or any(
        Body(module, two).leads(one, two, making.get(body, ()))
        for body in shared
        for one in first[body]
        for two in second[body]
        if one is not two
    )


def _lets_close(module: Module, use: ast.expr, join: Event, called: set[ast.Call]) -> bool:
    """Whether a use ends the pool before ``join`` by itself, or gives it to code that may."""
    parent = module.parent(use)
    if isinstance(parent, ast.Attribute):
        return parent.attr in _CLOSING and module.parent(parent) not in called
    if isinstance(parent, ast.withitem):
        around = module.parent(parent)
        return not _is_around(module, around, join)
    if isinstance(parent, ast.keyword):
        parent = module.parent(parent)
    if isinstance(parent, ast.Call):
        return use is not parent.func and not _keeps_open(module, parent, use, join)
    if isinstance(parent, ast.Yield):
        return not _is_only_entered(module, parent)
    return isinstance(parent, ast.Starred) or (isinstance(parent, ast.Assign) and _is_foreign(parent))


def _keeps_open(module: Module, call: ast.Call, pool: ast.expr, join: Event) -> bool:
    """Whether a call that gets the pool cannot have closed it before ``join``: its events are known, or it comes later."""
    around = module.parent(call)
    if isinstance(around, ast.withitem):
        return _is_around(module, module.parent(around), join)
    called = module.values(call.func)
    return bool(called) and all(
        _is_followed(module, one)
        or (isinstance(one, ClassRef) and _is_kept_open(module, one.info, call, pool))
        or (isinstance(one, External) and one.name.startswith("builtins."))
        for one in called
    )


def _is_kept_open(module: Module, info: ClassInfo, call: ast.Call, pool: ast.expr) -> bool:
    """Whether an object only keeps the pool that it gets, and the file knows whatever else it closes."""
    closed = [node.value for node in module.found.nodes_of(ast.Attribute) if node.attr in _CLOSING]
    return _only_keeps(module, info, call, pool) and all(
        isinstance(one, (Object, Instance)) for node in closed for one in module.contexts.values(node)
    )


def _only_keeps(module: Module, info: ClassInfo, call: ast.Call, given: ast.expr) -> bool:
    """Whether an argument of a constructor becomes an attribute and nothing else."""
    method = find_method(module.ev, info, "__init__")
    if method is None:
        return bool(fields(module.ev, info)) and find_method(module.ev, info, "__post_init__") is None
    names = [one.arg for one in method.parameters]
    name = next((name for name in names if argument(call, names, name, skip=1) is given), "")
    uses = [one for one in module.ev.file(method.node).names if one.id == name and module.function(one) is method]
    return bool(uses) and all(isinstance(module.parent(use), ast.Assign) for use in uses)


def _is_followed(module: Module, one: Value) -> bool:
    """Whether a function is of this file, so that its events are known, or closes nothing at all."""
    if not isinstance(one, Function):
        return False
    reached = [] if module.is_here(one.info.node) else module.graph.reached_from([one.info])
    methods = {call.func.attr for info in reached for call in info.calls if isinstance(call.func, ast.Attribute)}
    return methods.isdisjoint(_CLOSING)


def _is_around(module: Module, block: ast.AST | None, join: Event) -> bool:
    return any(block is one for one in module.ancestors(join.sites[0]))


def _is_foreign(assignment: ast.Assign) -> bool:
    """Whether the pool becomes an attribute or an item of something whose other users are not followed."""
    return any(
        isinstance(target, ast.Attribute) and not (isinstance(target.value, ast.Name) and target.value.id == "self")
        for target in assignment.targets
    )


_AT_ONCE = """
from multiprocessing import Pool


def square(x):
    return x * x


if __name__ == "__main__":
    pool = Pool(2)
    try:
        result = pool.map_async(square, [1, 2])
        pool.join()  # MP415
        print(result.get())
    finally:
        pool.terminate()
"""

_INSIDE_WITH = """
from multiprocessing.pool import ThreadPool


def main():
    results = []
    with ThreadPool(2) as pool:
        for word in ("a", "bc"):
            pool.apply_async(len, (word,), callback=results.append)
        pool.join()  # MP415
    return results


print(main())
"""

_CLOSED = """
from multiprocessing import Pool


def square(x):
    return x * x


if __name__ == "__main__":
    pool = Pool(2)
    result = pool.map_async(square, [1, 2])
    pool.close()
    pool.join()
    assert result.get() == [1, 4]
    print("ok")
"""

_AFTER_WITH = """
import multiprocessing

if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool:
        assert pool.map(abs, [-1]) == [1]
    pool.join()
    print("ok")
"""

_IN_HELPERS = """
import contextlib
from multiprocessing.pool import ThreadPool


class Runner:
    def __init__(self):
        self.pool = ThreadPool(1)

    def stop(self, now):
        if now:
            self.pool.terminate()
        else:
            self.pool.close()

    def wait(self):
        self.pool.join()


def finish(pool):
    pool.close()
    pool.join()


runner = Runner()
runner.stop(now=False)
runner.wait()
finish(ThreadPool(1))
with contextlib.closing(ThreadPool(1)) as pool:
    assert pool.apply(len, ("abc",)) == 3
pool.join()
print("ok")
"""

RULE = Rule(
    code="MP415",
    name="join-before-close",
    summary="A pool is joined that was neither closed nor terminated.",
    why=(
        "`join` waits for the workers to end, and they end only when no more tasks can come. On a pool that is still "
        "open it raises ValueError: Pool is still running. A `with` statement does not help inside its block: it ends "
        "the pool only when the block is left, and then by `terminate`, which throws away what is not done."
    ),
    cure="Call `close()` before `join()`, or ask each result with `get()` and leave out the join.",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=("https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.Pool.join",),
    catalogue=("C19",),
    bad=(
        Example(_AT_ONCE, Outcome("raises", "Pool is still running")),
        Example(_INSIDE_WITH, Outcome("raises", "Pool is still running")),
    ),
    good=(Example(_CLOSED), Example(_AFTER_WITH), Example(_IN_HELPERS)),
    check=check,
)
