"""Generator objects of random numbers: how they are seeded, and which workers draw from copies of one."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeGuard

from mpcheck.model.attributes import is_literal
from mpcheck.model.calls import IMPORT
from mpcheck.model.contexts import Contexts
from mpcheck.model.module import Module
from mpcheck.model.options import PARSED
from mpcheck.model.order import frames
from mpcheck.model.parents import Parent, loops_around
from mpcheck.model.tasks import Task
from mpcheck.model.values import Const, External, Object, Param, Value, Values, only, origin, root_of
from mpcheck.rules.shared.several_workers import has_several_workers, has_workers_in_turn, is_of_pool

_GENERATORS = {"random.Random", *(f"numpy.random.{name}" for name in ("default_rng", "RandomState", "Generator"))}
#: What a generator may be made from.
_SEEDS = {f"numpy.random.{name}" for name in ("SeedSequence", "PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64")}
#: What makes a seed out of a text, or the other way round.
_CONVERTS = ("builtins.int", "builtins.str", "builtins.float")
#: What gives the options that a program is started with.
_OPTIONS = (PARSED, "os.getenv", "os.environ.get")
_NO_DRAWS = {"seed", "setstate", "set_state", "getstate", "get_state", "spawn", "jumped"}


@dataclass(frozen=True, slots=True)
class Draw:
    """A call in a worker that takes numbers from a generator made at ``made``; ``tasks`` lead to it."""

    call: ast.Call
    made: ast.Call
    is_seeded: bool
    tasks: tuple[Task, ...]


def draws_from_objects(contexts: Contexts) -> Iterator[Draw]:
    """The draws of workers from what is always one and the same generator, which they do not seed anew."""
    module = contexts.module
    renewed = _renewed(contexts)
    for call, tasks in module.once(calls_of_workers):
        if isinstance(call.func, ast.Attribute) and call.func.attr not in _NO_DRAWS:
            values = contexts.values(call.func.value)
            objects = [one for one in values if is_generator(one)]
            made = {one.call for one in objects if isinstance(one.call, ast.Call)}
            if len(made) == 1 and len(objects) == len(values) and not made & renewed:
                yield Draw(call, made.pop(), all(_is_seeded(module, one) for one in objects), tuple(tasks))


def calls_of_workers(module: Module) -> Iterator[tuple[ast.Call, list[Task]]]:
    """The calls that workers make in this file, and those in functions of other files, with the tasks that lead to them."""
    for call in module.found.calls:
        function = module.function(call)
        if function is not None and function in module.worker_tasks:
            yield call, module.worker_tasks[function]
    for function in module.foreign_worker_functions:
        if may_be_about_random(module.ev.file(function.node).text):
            yield from ((call, module.worker_tasks[function]) for call in function.calls)


def may_be_about_random(text: str) -> bool:
    return "andom" in text or "rng" in text


def _renewed(contexts: Contexts) -> set[ast.AST | None]:
    """The generators that workers seed, or whose state they set."""
    module = contexts.module
    found: set[ast.AST | None] = set()
    for function in module.worker_tasks:
        for call in function.calls:
            if isinstance(call.func, ast.Attribute) and call.func.attr in ("seed", "setstate", "set_state"):
                found |= {one.call for one in contexts.values(call.func.value) if isinstance(one, Object)}
    return found


def is_generator(one: object) -> TypeGuard[Object]:
    return isinstance(one, Object) and one.name in _GENERATORS and isinstance(one.call, ast.Call)


def _is_seeded(module: Module, one: Object) -> bool:
    """Whether a generator is made from a seed that is the same each time."""
    return isinstance(one.call, ast.Call) and _is_given_constant(
        module, one.call, lambda node: module.values(node, one.context)
    )


def is_constant_seed(contexts: Contexts, call: ast.Call) -> bool:
    """Whether a call that seeds is given the same seed each time."""
    return _is_given_constant(contexts.module, call, contexts.values)


def are_chosen_seeds(contexts: Contexts, call: ast.Call) -> bool:
    """Whether a call that seeds is given what somebody chose to have the same numbers again.

    That are constants, options of the program, and what callers of the file give; None only stands for no choice.
    """
    written = _written(call)
    return bool(written) and all(_is_chosen(contexts, node) for node in written)


def _is_chosen(contexts: Contexts, node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp):
        return _is_chosen(contexts, node.left) and _is_chosen(contexts, node.right)
    values = [one for one in contexts.values(node) if not is_literal(one, None)]
    return bool(values) and all(_is_choice(contexts, one) for one in values)


def _is_choice(contexts: Contexts, one: Value) -> bool:
    if isinstance(one, Object) and one.name in _CONVERTS:
        # What has no call is an argument of the program, or a variable of its environment.
        return not isinstance(one.call, ast.Call) or all(_is_chosen(contexts, node) for node in _written(one.call))
    root = root_of(one)
    return isinstance(root, (Const, External, Param)) or (isinstance(root, Object) and root.name in _OPTIONS)


def _is_given_constant(module: Module, call: ast.Call, evaluate: Callable[[ast.expr], Values]) -> bool:
    written = _written(call)
    return bool(written) and all(_is_constant(module, evaluate(node)) for node in written)


def _written(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(keyword.value for keyword in call.keywords)]


def _is_constant(module: Module, values: Values) -> bool:
    constants = {(type(one.value), one.value) for one in only(Const, values)}
    return (
        bool(values)
        and len(constants) <= 1
        and all(
            (isinstance(one, Const) and one.value is not None)
            or (isinstance(one, Object) and one.name in _SEEDS and _is_seeded(module, one))
            for one in values
        )
    )


def is_made_at_import(module: Module, made: ast.AST) -> bool:
    return IMPORT in module.graph.place_of(made)


def is_made_for_each(module: Module, made: ast.AST, task: Task) -> bool:
    """Whether the parent makes a new object for each process or task."""
    ones, twos = frames(module, [made]), frames(module, task.event.sites or [task.event.call])
    return any(
        one is two or bool(set(loops_around(module, one)) & set(loops_around(module, two)))
        for body in ones.keys() & twos.keys()
        for one in ones[body]
        for two in twos[body]
    ) or any(not isinstance(loop, (ast.For, ast.While)) for loop in loops_around(module, made))


def runs_often(parent: Parent, tasks: tuple[Task, ...]) -> bool:
    """Whether a worker function is run several times, in the same or in several processes."""
    calls = {task.event.call for task in tasks}
    return len(calls) > 1 or any(task.event.api.iterable or parent.may_repeat(task.event.call) for task in tasks)


def runs_in_several(module: Module, parent: Parent, tasks: tuple[Task, ...]) -> bool:
    """Whether several processes run a worker function."""
    initializers = [task for task in tasks if task.role == "initializer" and is_of_pool(task)]
    return has_several_workers(module, parent, tasks) and (bool(initializers) or runs_often(parent, tasks))


def runs_in_turn(contexts: Contexts, draw: Draw) -> bool:
    """Whether one worker after the other draws, each from the generator as the parent has made it and left it."""
    module = contexts.module
    in_turn = any(has_workers_in_turn(module, task) for task in draw.tasks)
    return in_turn and not any(_uses(contexts, call, draw.made) for call in _calls_of_parent(module))


def _calls_of_parent(module: Module) -> Iterator[ast.Call]:
    return (call for call in module.found.calls if module.function(call) not in module.worker_tasks)


def _uses(contexts: Contexts, call: ast.Call, made: ast.Call) -> bool:
    """Whether a call is one of a method of the generator, or is given it."""
    owner = [call.func.value] if isinstance(call.func, ast.Attribute) else []
    return any(origin(one) is made for node in (*owner, *_written(call)) for one in contexts.values(node))
