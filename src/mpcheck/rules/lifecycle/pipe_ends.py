"""The ends of a pipe in the process that has made it: which it holds on to while it reads the other one."""

from __future__ import annotations

import ast

from mpcheck.model import attributes, fields, iteration, mappings
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.order import Body, Frames, frames, innermost
from mpcheck.model.rounds import may_be_left
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.threads import functions_of_threads
from mpcheck.model.values import NOTHING, Instance, Items, Object, Param, Value, root_of

#: Functions that go through all that an iterable gives.
_EXHAUSTING = {
    *(f"builtins.{name}" for name in ("list", "tuple", "set", "frozenset", "dict", "sorted", "sum", "max", "min")),
    *(f"collections.{name}" for name in ("deque", "Counter")),
}
#: These leave what they are given as it is.
_LOOKING = {"multiprocessing.connection.wait", *(f"builtins.{name}" for name in ("len", "zip", "enumerate", "iter"))}


def pipe_of(one: Value | None) -> ast.AST | None:
    return one.call if isinstance(one, Object) and one.part in (0, 1) else None


def other_end(one: Value | None) -> Object | None:
    if not isinstance(one, Object) or one.part not in (0, 1):
        return None
    return Object(one.name, one.call, None, None, 1 - one.part)


def is_end(one: Value, end: Object) -> bool:
    return isinstance(one, Object) and one.call is end.call and one.part == end.part


def is_let_go(module: Module, read: Event, pipe: ast.AST, other: Object) -> bool:
    """Whether the parent closes an end, gives it away, or has left the functions and the objects that hold it."""
    reading = frames(module, read.sites)
    if module.function(pipe) not in reading and not (
        _is_kept_by_object(module, read, reading, other) or _is_kept_by_name(module, reading, pipe, other)
    ):
        return True
    closes = (e for e in module.events_reached("connection", "close") if module.places(e.call) != {"worker"})
    closing = [event for event in closes if event.receiver is not None and is_end(event.receiver, other)]
    late = {event.call for event in closing if _is_too_late(module, event, read, pipe)}
    for node in module.mentions.get(pipe, ()):
        is_here = any(is_end(one, other) for one in module.values(node)) and module.places(node) != {"worker"}
        if is_here and not _keeps(module, node, other) and _called_on(module, node) not in late:
            return True
    return any(event.call not in late for event in closing)


def _is_too_late(module: Module, close: Event, read: Event, pipe: ast.AST) -> bool:
    """Whether a call is made only once the loop around the reading has ended, as far as one thread makes both.

    What is read after the call, but from another pipe that is made in between, does not count.
    """
    reading, closing = frames(module, read.sites), frames(module, close.sites)
    meet, body = innermost(reading, closing)
    if not meet or any(_may_run_beside(module, function) for function in (*reading, *closing)):
        return False
    if read.function is not None and read.function.is_generator and not _is_exhausted(module, read.function):
        return False
    made = frames(module, [pipe]).get(body, ())
    return not Body(module, next(iter(reading[body]))).any_leads(closing[body], reading[body], made)


def _may_run_beside(module: Module, function: FunctionInfo | None) -> bool:
    """Whether something else than calls runs a function: a thread, a loop of coroutines, a handler, a way that is not known."""
    if function is None:
        return False
    edges = module.graph.callers.get(function, ())
    is_left_to_others = isinstance(function.node, ast.AsyncFunctionDef) or function in module.once(functions_of_threads)
    return is_left_to_others or any(not edge.is_direct for edge in edges)


def _is_exhausted(module: Module, generator: FunctionInfo) -> bool:
    """Whether all that iterates over what a generator gives goes on until its end."""
    calls = [edge.call for edge in module.graph.callers.get(generator, ())]
    return bool(calls) and all(_goes_to_the_end(module, call) for call in calls)


def _goes_to_the_end(module: Module, call: ast.Call) -> bool:
    loop = module.parent(call)
    iterated = call.func.value if isinstance(call.func, ast.Attribute) and call.func.attr == "__iter__" else None
    if isinstance(loop, ast.Call):
        return call in loop.args[:1] and module.external_name(loop.func) in _EXHAUSTING
    if isinstance(loop, ast.comprehension):
        return loop.iter is call and not isinstance(module.parent(loop), ast.GeneratorExp)
    if not isinstance(loop, ast.For) or loop.iter not in (call, iterated):
        return False
    return not may_be_left(loop)


def _called_on(module: Module, node: ast.expr) -> ast.AST | None:
    """The call of a method of what a node names."""
    method = module.parent(node)
    return module.parent(method) if isinstance(method, ast.Attribute) else None


def _is_kept_by_object(module: Module, read: Event, reading: Frames, end: Object) -> bool:
    """Whether an object holds an end that the other one is read from, or whose method reads."""
    objects: list[Value] = [Instance(function.cls) for function in reading if function is not None and function.cls]
    source = read.call.func.value if isinstance(read.call.func, ast.Attribute) else None
    if isinstance(source, ast.Attribute):
        objects += (one for one in module.contexts.values(source.value) if not _is_given_away(module, one))
    return any(holds(module, one, end) for one in objects)


def _is_given_away(module: Module, one: Value) -> bool:
    """Whether an object is passed to a function of which it is not known what it does with it."""
    made = one.call if isinstance(one, Instance) else None
    calls = [(node, module.parent(node)) for node in (module.mentions.get(made, ()) if made is not None else ())]
    given = (call for node, call in calls if isinstance(call, ast.Call) and node in call.args)
    return any(not module.functions(module.values(call.func)) for call in given)


def holds(module: Module, one: Value, end: Object) -> bool:
    """Whether an attribute of an object, which nothing else is ever assigned to, or a member of a tuple is an end, or has it in it."""
    if isinstance(one, Items):
        held = list(one.members)
    elif isinstance(one, Instance):
        names = {name for info in attributes.bases(module.ev, one.info) for name in info.attributes}
        names |= {field.name for field in fields.fields(module.ev, one.info)}
        held = [module.ev.evaluate_attribute(one, name) for name in names]
    else:
        return False
    # What a parameter gives, such as a context, is the same by another name.
    known = ([each for each in values if not isinstance(root_of(each), Param)] for values in held)
    return any(values and all(is_end(each, end) or _contains(module, each, end) for each in values) for values in known)


def _contains(module: Module, one: Value, end: Object) -> bool:
    """Whether a container holds an end, be it as a key of a dict."""
    keys = iteration.elements(module.ev, one) if iteration.is_container(one) else NOTHING
    held = mappings.values(module.ev, one) if mappings.is_dict(one) else NOTHING
    return any(is_end(each, end) for each in keys | held)


def _is_kept_by_name(module: Module, reading: Frames, pipe: ast.AST, end: Object) -> bool:
    """Whether a function that leads to the reading has a name for an end that another one has made."""
    return any(
        isinstance(node, ast.Name)
        and module.function(node) in reading
        and all(is_end(one, end) for one in module.values(node))
        for node in module.mentions.get(pipe, ())
    )


def _keeps(module: Module, node: ast.expr, end: Object) -> bool:
    """Whether a use of an end leaves it open: it is bound, given back, kept by an object, sent to a process, or written to."""
    parent = module.parent(node)
    context = getattr(node, "ctx", None)
    if isinstance(context, ast.Del) or isinstance(parent, ast.withitem):
        return False
    if isinstance(context, ast.Store):
        return True
    if isinstance(parent, ast.Attribute):
        return parent.attr != "close"
    if isinstance(parent, ast.Assign):
        names = [target for target in parent.targets if any(is_end(one, end) for one in module.values(target))]
        return names == parent.targets or _is_attribute_of_process(module, parent)
    if isinstance(module.parent(parent) if isinstance(parent, ast.Tuple) else parent, ast.Return):
        return True
    call = next((outer for outer in module.ancestors(node) if isinstance(outer, ast.Call)), None)
    if call is not None and _puts_in(module, call, end):
        return True
    if call is not None and any(holds(module, one, end) for one in module.values(call)):
        return True
    made = [event for event in module.events_reached("process") if event.creates]
    return any(event.call is call or node in event.sent() for event in made)


def _puts_in(module: Module, call: ast.Call, end: Object) -> bool:
    """Whether a call puts an end into a container, which nobody else is given: ``ends.append(end)``."""
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    boxes = module.values(owner) if owner is not None else NOTHING
    if owner is None or not boxes or not all(_contains(module, one, end) for one in boxes):
        return False
    file, name = module.ev.file(call), ast.unparse(owner)
    uses = [*(node for node in file.names if node.id == name), *file.nodes_of(ast.Attribute)]
    given = (module.parent(node) for node in uses if ast.unparse(node) == name)
    return all(_is_known(module, use) for use in given if isinstance(use, (ast.Call, ast.keyword)))


def _is_known(module: Module, use: ast.Call | ast.keyword) -> bool:
    """Whether a call that gets a container is one of a function that is seen, or of one that only looks at it."""
    if not isinstance(use, ast.Call):
        return False
    name = module.external_name(use.func)
    return bool(module.functions(module.values(use.func))) or name in _LOOKING or name in _EXHAUSTING


def _is_attribute_of_process(module: Module, statement: ast.Assign) -> bool:
    """Whether an object of a subclass of Process keeps what is assigned."""
    owners = [target.value for target in statement.targets if isinstance(target, ast.Attribute)]
    return bool(owners) and all("process" in module.kinds(owner) for owner in owners)
