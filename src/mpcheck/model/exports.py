"""The names of a module through which other files may start processes or send something to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mpcheck.model import attributes, fields, iteration, mappings
from mpcheck.model.api import canonical
from mpcheck.model.event import Event
from mpcheck.model.scopes import ClassInfo, FunctionInfo
from mpcheck.model.values import BoundMethod, ClassRef, External, Function, Instance, Object, Partial, Value, Values

if TYPE_CHECKING:
    from mpcheck.model.module import Module


#: What threads do stays where it is.
_OF_PROCESSES = ("multiprocessing.", "concurrent.futures.", "asyncio.loop.run_in_executor")
#: What ``import concurrent.futures`` binds.
_PACKAGE = "concurrent"
#: The option of subprocess for code that runs in the child.
_PREPARES = "preexec_fn"


def exported_names(module: Module) -> frozenset[str]:
    """The module-level names that a file must mention for this module to matter to it.

    Functions in which a process API is called, directly or not, classes with such methods, and objects of
    these classes or of process APIs, as far as they are made here; what holds any of these; and what is imported from
    the libraries, which others may import from here.
    """
    functions = _reaching_events(module)
    return frozenset(
        name
        for name, bindings in module.found.module.bindings.items()
        for binding in bindings
        if any(_matters(module, one, functions) for one in _with_elements(module, module.ev.binding(binding, None)))
    )


def _with_elements(module: Module, values: Values) -> Iterator[Value]:
    """The values, and what a container among them holds: a table of classes is as good as their names."""
    for one in values:
        yield one
        if mappings.is_dict(one):
            yield from mappings.values(module.ev, one)
        elif iteration.is_container(one):
            yield from iteration.elements(module.ev, one)


def _reaching_events(module: Module) -> set[FunctionInfo]:
    """The functions in which an event happens, and all that lead to them."""
    reached: set[FunctionInfo] = set()
    stack = [event.function for event in module.reached_events if _is_of_processes(event)]
    while stack:
        function = stack.pop()
        if function is not None and function not in reached:
            reached.add(function)
            stack += [module.function(edge.call) for edge in module.graph.callers.get(function, ())]
            stack.append(function.outer.enclosing_function)
    return reached


def _is_of_processes(event: Event) -> bool:
    # What runs before a program does is the caller's as well, if it belongs to an object that the caller has made.
    return (
        event.runs_in == "process"
        or event.api.starts
        or event.name.startswith(_OF_PROCESSES)
        or (_PREPARES in event.api.params and bool(event.values(_PREPARES)))
    )


def _matters(module: Module, one: Value, functions: set[FunctionInfo]) -> bool:
    if isinstance(one, Function):
        return one.info in functions
    if isinstance(one, BoundMethod):
        return one.function is not None and one.function.info in functions
    if isinstance(one, Partial):
        return _matters(module, one.function, functions)
    if isinstance(one, (ClassRef, Instance)):
        return _class_matters(module, one.info, functions)
    if isinstance(one, External):  # A file that settles for others which library they use hands it on by its name.
        return _is_of_libraries(one)
    name = module.ev.class_name(one)
    known = module.ev.tables.classes.get(name)
    return name.startswith(_OF_PROCESSES) or (known is not None and known.runs_in == "process")


def _is_of_libraries(one: External) -> bool:
    return one.name == _PACKAGE or f"{canonical(one.name)}.".startswith(_OF_PROCESSES)


def takes_from_libraries(module: Module) -> bool:
    """Whether an import of the file brings a part of the libraries, be it through another file that hands it on."""
    bindings = (one for several in module.found.module.bindings.values() for one in several if one.kind == "import")
    values = (one for binding in bindings for one in module.ev.binding(binding, None))
    return any(isinstance(one, External) and _is_of_libraries(one) for one in values)


def _made_for_fields(module: Module, info: ClassInfo) -> Iterator[Value]:
    """What the fields of a dataclass hold that nobody passes, and no constructor that is written makes."""
    owner = Instance(info)
    for field in fields.fields(module.ev, info):
        yield from (one for one in module.ev.evaluate_attribute(owner, field.name) if isinstance(one, Object))


def _class_matters(module: Module, info: ClassInfo, functions: set[FunctionInfo]) -> bool:
    ancestors = attributes.bases(module.ev, info)
    if any(method in functions for here in ancestors for method in here.methods.values()):
        return True
    if any(_matters(module, one, functions) for one in _made_for_fields(module, info)):
        return True
    return module.ev.class_name(Instance(info)).startswith(_OF_PROCESSES)
