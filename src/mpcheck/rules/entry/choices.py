"""How a program chooses its start method: the calls of ``set_start_method`` and what they may meet."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from mpcheck.model.attributes import decorated_as
from mpcheck.model.conditions import conditions
from mpcheck.model.displays import last_name
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.values import Const, Object, Param, only, root_of

_SETTER = "multiprocessing.set_start_method"
#: Where multiprocessing keeps the context that was chosen, or taken by default, until then None.
_PACKAGE, _ACTUAL = "multiprocessing.", "_actual_context"
#: Decorators that say how a function is called, and not by whom.
_SHAPING = (
    *("builtins.classmethod", "builtins.property", "builtins.staticmethod"),
    *("contextlib.asynccontextmanager", "contextlib.contextmanager"),
)
#: Decorators by which a function runs once for the same arguments.
_REMEMBERING = ("functools.cache", "functools.cached_property", "functools.lru_cache")


def choices(module: Module) -> list[Event]:
    """The calls of ``set_start_method``, each once: here, then in functions of other files that this one calls."""
    own = module.named(_SETTER)
    elsewhere = (event for event in module.reached_events if event.name == _SETTER and not module.is_here(event.call))
    return list({event.call: event for event in (*own, *elsewhere)}.values())


def methods(module: Module, event: Event) -> set[str | None]:
    """The start methods that a call may set; ``unknown`` is one that cannot be read."""
    return set().union(*(chosen for call, chosen in module.chosen_start_methods if call is event.call))


def is_forced(event: Event) -> bool:
    """Whether the call replaces a method that is set already, or may: ``force=True``, ``force=arguments.force``."""
    values = event.values("force")
    return any(not isinstance(one, Const) or bool(one.value) for one in values)


def is_told(module: Module, event: Event) -> bool:
    """Whether the method is one that others have chosen, as the callers or the settings of the program."""
    return "unknown" in methods(module, event)


def is_optional(module: Module, event: Event) -> bool:
    """Whether the call replaces a certain method in use alone, and who calls can keep it from that by a switch."""
    switches = (part for test, _ in conditions(module.ev, event.call) for part in _required(test))
    given = (one for switch in switches for one in module.values(switch))
    return depends_on_method(module, [event.call]) and any(isinstance(root_of(one), Param) for one in given)


def _required(test: ast.expr) -> Iterator[ast.expr]:
    """The names and attributes each of which has to be on, or off, for a test to hold."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        for part in test.values:
            yield from _required(part)
    elif isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        yield from _required(test.operand) if not isinstance(test.operand, ast.BoolOp) else ()
    elif isinstance(test, (ast.Name, ast.Attribute)):
        yield test


def restores(event: Event) -> bool:
    """Whether the call sets what ``get_start_method`` has told before."""
    return any(one.name == "multiprocessing.get_start_method" for one in only(Object, event.values("method")))


def raises_if_set(module: Module, event: Event) -> bool:
    """Whether the call fails with RuntimeError where a method is set already, and nothing expects that."""
    return not is_forced(event) and not module.is_caught(event.call, "RuntimeError") and not _asks_first(module, event)


def is_script(module: Module) -> bool:
    """Whether something in the module is behind a ``__main__`` guard."""
    return any(module.graph.is_guarded(call) for call in module.found.calls)


def is_registered(module: Module, function: FunctionInfo) -> bool:
    """Whether a decorator may hand a function to a framework that calls it: a command, a fixture, a task."""
    return any(module.external_name(decorator) not in _SHAPING for decorator in function.decorators)


def runs_once(module: Module, event: Event) -> bool:
    """Whether something remembers that the call was made: a flag that a test around it asks for, or a decorator."""
    function = module.function(event.call)
    if function is None:
        return False
    asked = {last_name(node) for test, _ in conditions(module.ev, event.call) for node in ast.walk(test)} - {""}
    nodes = (node for node in ast.walk(function.node) if isinstance(node, (ast.Name, ast.Attribute)))
    is_noted = any(last_name(node) in asked for node in nodes if isinstance(node.ctx, ast.Store))
    return is_noted or decorated_as(module.ev, function, *_REMEMBERING)


def is_for_platform(module: Module, event: Event) -> bool:
    """Whether a test around the call asks for the platform or the Python, as who decides for a program does."""
    names = (
        module.external_name(sub)
        for test, _ in conditions(module.ev, event.call)
        for sub in ast.walk(test)
        if isinstance(sub, (ast.Name, ast.Attribute))
    )
    return any(name == "os.name" or name.startswith(("sys.", "platform.")) for name in names)


def is_test_support(module: Module, function: FunctionInfo | None) -> bool:
    """Whether pytest runs the code for the whole test session: in its ``conftest.py``, or as a hook."""
    hook = function is not None and function.outer.is_module and function.name.startswith("pytest_")
    return hook or PurePath(module.path).name == "conftest.py"


def depends_on_method(module: Module, chain: Iterable[ast.AST]) -> bool:
    """Whether a test around one of the calls is about the method in use: who has got one that way does not set it again."""
    return any(True for call in chain for _ in _asked_in_tests(module, call))


def _asks_first(module: Module, event: Event) -> bool:
    """Whether a test around the call is about ``get_start_method(allow_none=True)``, or about what that tells."""
    asked = (one.call for one in _asked_in_tests(module, event.call))
    return any(isinstance(call, ast.Call) and bool(call.args or call.keywords) for call in asked) or any(
        isinstance(one, ast.Attribute) and one.attr == _ACTUAL and module.external_name(one).startswith(_PACKAGE)
        for test, _ in conditions(module.ev, event.call)
        for one in ast.walk(test)
    )


def _asked_in_tests(module: Module, call: ast.AST) -> Iterator[Object]:
    """What ``get_start_method`` has told, in the tests around a call."""
    for node in _named_in_tests(module, call):
        for one in only(Object, module.values(node)):
            if one.name == "multiprocessing.get_start_method":
                yield one


def _named_in_tests(module: Module, node: ast.AST) -> Iterator[ast.expr]:
    """What the tests around a node speak of, and those around the lambdas that hold it: these mostly run at once."""
    lambdas = (outer for outer in module.ancestors(node) if isinstance(outer, ast.Lambda))
    for test in (test for here in (node, *lambdas) for test, _ in conditions(module.ev, here)):
        yield from (sub for sub in ast.walk(test) if isinstance(sub, (ast.Name, ast.Call)))
