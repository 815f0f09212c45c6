"""What is sent to another process although it cannot be pickled, and the place to point at."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mpcheck.model import attributes
from mpcheck.model.crossings import Crossing
from mpcheck.model.deciding import defined_at
from mpcheck.model.displays import last_name
from mpcheck.model.event import Event
from mpcheck.model.exclusive import are_opposed
from mpcheck.model.feasible import is_feasible
from mpcheck.model.handlers import EXPECTING
from mpcheck.model.nodes import is_collected
from mpcheck.model.object_state import State
from mpcheck.model.obstacles import Obstacle
from mpcheck.model.order import frames
from mpcheck.model.pickling import Pickling
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.tables.availability import PLATFORMS_OF
from mpcheck.model.unstarted import is_never_started
from mpcheck.model.values import NOTHING, CallContext, Instance, Values
from mpcheck.targets import Target

if TYPE_CHECKING:
    from mpcheck.model.module import Module

_REGISTERS = (
    "copyreg.pickle",
    "multiprocessing.reduction.register",
    "multiprocessing.reduction.ForkingPickler.register",
)
#: Words of files that call one of these.
_TEACHING = ("copyreg", "reduction.register", "ForkingPickler")
#: What is held by what is held by... behind more attributes than these was hardly ever put there, unless that is sure.
_MAX_GUESSES = 2


@dataclass(frozen=True, eq=False, slots=True)
class Blocked:
    """A crossing that fails: ``node`` is the expression to point at, ``obstacle`` what stands in the way.

    ``targets`` are those under which it fails.
    """

    crossing: Crossing
    node: ast.AST
    obstacle: Obstacle
    targets: frozenset[Target]


def find_blocked(module: Module) -> list[Blocked]:
    """Every crossing of a module that fails, in the order of the source.

    Nothing where the module, or the file that makes what stands in the way, teaches pickle new tricks of its own.
    """
    found = [blocked for crossing in module.crossings for blocked in _of_crossing(module, crossing)]
    if found and any(True for _ in module.calls_of(*_REGISTERS)):
        return []
    return [blocked for blocked in found if not _may_be_taught(module, blocked.obstacle)]


def _may_be_taught(module: Module, obstacle: Obstacle) -> bool:
    """Whether another file speaks of what registers ways to pickle, and holds what cannot be pickled."""
    node = obstacle.node
    if node is None or module.is_here(node):
        return False
    text = module.ev.file(node).text
    return any(word in text for word in _TEACHING)


def _of_crossing(module: Module, crossing: Crossing) -> Iterator[Blocked]:
    event = crossing.event
    found = _look(module, crossing, event.context)
    if not found or (crossing.role == "self" and is_never_started(module, event)) or _is_expected(module, event):
        return
    # What is there whoever calls the function that sends is to be reported where it sends, and so is the choice of a method.
    everywhere = {_key(leaf, one) for leaf, one in _look(module, crossing, None)} if event.context else None
    targets = module.targets_of(event)
    if crossing.new_process:
        targets = frozenset(target for target in targets if target.start_method != "fork")
    targets = _where_it_works(module, crossing, targets)
    choice = (
        not event.is_certain or len({other.kind for other in module.reached_events if other.call is event.call}) > 1
    )
    for leaf, one in found:
        if not one.certain and one.path.count(".") > _MAX_GUESSES:
            continue
        if _is_kept_back(module, event, one) or _is_switched_off(module, event, one) or _is_of_test(module, event, one):
            continue
        if choice and (event.context or not one.certain):
            continue  # code that takes threads or processes chooses what it sends in the same breath
        node: ast.AST = leaf
        if everywhere is not None and _key(leaf, one) not in everywhere and isinstance(leaf, (ast.Name, ast.Subscript)):
            node = _passed(module, event, leaf, one)
        if one.node is not None and not module.is_here(node) and module.is_here(one.node):
            # Another file sends what this one brings in.
            node = one.node
        yield Blocked(crossing, node, one, frozenset(target for target in targets if one.hits(target)))


def _where_it_works(module: Module, crossing: Crossing, targets: frozenset[Target]) -> frozenset[Target]:
    """The targets that have what the functions use which run over there: on others these are not meant to run."""
    used: list[tuple[ast.Call, frozenset[str]]] = []
    for call in (call for function in _called_there(module, crossing) for call in function.calls):
        platforms = PLATFORMS_OF.get(module.external_name(call.func))
        if platforms is not None and not module.is_caught(call, "AttributeError"):
            used.append((call, platforms))
    missed = (module.narrow(call, (t for t in targets if t.platform not in platforms)) for call, platforms in used)
    return targets.difference(*missed)


def _is_kept_back(module: Module, event: Event, obstacle: Obstacle) -> bool:
    """Whether what was given what stands in the way sends nothing: the other arguments let the call not run."""
    if event.context is not None or event.function is None or obstacle.node is None:
        return False
    contexts = [*_objects_given(module, event.function, obstacle.node), *_calls_given(module, event.function, obstacle)]
    return bool(contexts) and not any(is_feasible(module.ev, event.call, context) for context in contexts)


def _is_of_test(module: Module, event: Event, obstacle: Obstacle) -> bool:
    """Whether a test, or a class of tests, puts it into an object and sends nothing: no other test has that object."""
    function = module.function(obstacle.node) if obstacle.node is not None else None
    if function is None or function in frames(module, event.sites):
        return False
    methods = function.cls.methods if function.cls is not None else (function.name,)
    return any(name.startswith("test") for name in methods)


def _objects_given(module: Module, method: FunctionInfo, stands: ast.AST) -> Iterator[CallContext]:
    """A method of each object that got something, which is written there, when it was made."""
    for call in module.ev.instantiations_of(method.cls) if method.cls is not None else ():
        if method.cls is not None and call in module.ancestors(stands):
            itself: Values = frozenset((Instance(method.cls, call),))
            yield module.ev.context(method, None, None, None, (itself,))


def _calls_given(module: Module, function: FunctionInfo, obstacle: Obstacle) -> Iterator[CallContext]:
    """The calls of a function that pass what stands in the way."""
    for context in module.contexts.of(function):
        given = [*context.call.args, *(k.value for k in context.call.keywords)] if context.call is not None else ()
        if any(defined_at(one) is obstacle.node for node in given for one in module.ev.evaluate(node, context.caller)):
            yield context


def _is_switched_off(module: Module, event: Event, obstacle: Obstacle) -> bool:
    """Whether a switch is off where something is sent that is on where what stands in the way is made, or the reverse."""
    return obstacle.node is not None and are_opposed(module.ev, event.call, obstacle.node)


def _is_expected(module: Module, event: Event) -> bool:
    """Whether a test expects that the sending fails."""
    is_caused = module.is_here(event.sites[0])
    ways = event.sites if is_caused else (node for nodes in frames(module, event.sites).values() for node in nodes)
    return any(last_name(call.func) in EXPECTING for call in module.with_blocks.entered_around(ways))


def _key(leaf: ast.expr, one: Obstacle) -> tuple[ast.expr, str, str]:
    return leaf, one.words, one.path


def _look(module: Module, crossing: Crossing, context: CallContext | None) -> list[tuple[ast.expr, Obstacle]]:
    state = State(module, crossing, _called_there(module, crossing))
    called = module.ev.evaluate(crossing.node, context) if crossing.role in ("callable", "initializer") else NOTHING
    pickling = Pickling(module.ev, state, new_process=crossing.new_process, called=called)
    if crossing.role == "self":
        return _of_process(module, crossing, pickling)
    look = pickling.of_elements if crossing.each else pickling.of_expression
    return list(look(crossing.node, context))


def _of_process(module: Module, crossing: Crossing, pickling: Pickling) -> list[tuple[ast.expr, Obstacle]]:
    """What the attributes of an object of a subclass of Process hold.

    What its class gives them is to be seen there; what the constructor was given, where the object is made.
    """
    receiver = crossing.event.receiver
    assert isinstance(receiver, Instance)
    classes = attributes.bases(module.ev, receiver.info)
    found: list[tuple[ast.expr, Obstacle]] = []
    for one in pickling.of_value(receiver):
        within = module.function(one.node) if isinstance(one.node, ast.expr) else None
        own = within is not None and within.cls in classes
        found.append((one.node if own and isinstance(one.node, ast.expr) else crossing.node, one))
    return found


def _called_there(module: Module, crossing: Crossing) -> set[FunctionInfo]:
    """The functions that the process calls to which something is sent."""
    tasks = [task for task in module.tasks if task.event is crossing.event]
    called = {info for task in tasks for info in module.functions(task.callables)}
    receiver = crossing.event.receiver
    run = attributes.find_method(module.ev, receiver.info, "run") if isinstance(receiver, Instance) else None
    return called | {run} if run is not None and crossing.role == "self" else called


def _passed(module: Module, event: Event, sent: ast.expr, wanted: Obstacle) -> ast.AST:
    """The argument of the outermost call that brings an obstacle in, what is sent if it is made beside that, or the call."""
    pickling = Pickling(module.ev, State(module), new_process=False)
    for call in event.sites:
        for node in [*call.args, *(keyword.value for keyword in call.keywords)]:
            for look in (pickling.of_expression, pickling.of_elements):
                for leaf, one in look(node, None):
                    if (one.words, one.node) == (wanted.words, wanted.node):
                        return leaf
    made_by = module.function(wanted.node) if is_collected(wanted.node) else None
    return sent if made_by is not None and made_by is module.function(sent) else event.sites[0]
