"""Whether an exception of the scanned code survives pickling, and whether it leaves a worker.

pickle rebuilds an exception by calling its class with ``args``: what ``BaseException.__new__`` was given, unless
``BaseException.__init__`` was called with something else.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mpcheck.model import attributes, calling, fields
from mpcheck.model.scopes import ClassInfo, FunctionInfo
from mpcheck.model.values import BoundMethod, ClassRef, External, Function, Instance, Object, Value

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator
    from mpcheck.model.module import Module
    from mpcheck.model.tasks import Task

_OWN_WAY = ("__new__", "__reduce__", "__reduce_ex__", "__getnewargs__", "__getnewargs_ex__", "__setstate__")
#: Decorators that put no handler around a function.
_HARMLESS = {
    "builtins.staticmethod",
    "builtins.classmethod",
    *(f"functools.{name}" for name in ("lru_cache", "cache", "wraps")),
}
_MAX_DEPTH = 5
#: An OSError keeps the name of its file apart from its args, and gives it back when it is pickled.
_MOST_OSERROR_ARGS = 3


@dataclass(frozen=True, slots=True)
class Signature:
    """How many positional arguments a constructor takes; ``keyword_only``: it cannot do without a keyword."""

    least: int
    most: float
    keyword_only: bool = False

    def takes(self, count: int) -> bool:
        return not self.keyword_only and self.least <= count <= self.most


@dataclass(frozen=True, slots=True)
class Lost:
    """An exception that cannot be rebuilt: with ``count`` arguments its constructor is called, ``wants`` it takes."""

    name: str
    count: int
    wants: Signature
    where: ast.AST

    @property
    def words(self) -> str:
        given = "no argument" if self.count == 0 else "1 argument" if self.count == 1 else f"{self.count} arguments"
        return (
            f"`{self.name}` cannot be rebuilt on the other side: its `args` hold {given}, "
            f"its constructor takes {self._wanted}"
        )

    @property
    def _wanted(self) -> str:
        if self.wants.keyword_only:
            return "keywords"
        if self.count < self.wants.least:
            return f"at least {self.wants.least}"
        return f"at most {self.wants.most}" if self.wants.most else "none"


def cannot_be_rebuilt(ev: Evaluator, one: Instance) -> Lost | None:
    """Why calling the class of an exception with its ``args`` fails; None where it works or is not known."""
    bases = _builtin_bases(ev, one.info)
    if not bases or any(attributes.find_method(ev, one.info, name) for name in _OWN_WAY):
        return None
    given = _positional(one.call)
    constructor = attributes.find_method(ev, one.info, "__init__")
    if constructor is None:
        if given is None or not fields.has_fields(ev, one.info):
            return None
        wants, count = _of_fields(ev, one.info), given
        where: ast.AST = one.info.node
    else:
        stored = _Construction(ev, given, any(issubclass(base, OSError) for base in bases)).stored(constructor)
        if stored is None:
            return None
        wants, count = _signature(constructor), stored
        where = constructor.node
    return None if wants.takes(count) else Lost(one.info.name, count, wants, where)


def _builtin_bases(ev: Evaluator, info: ClassInfo) -> list[type[BaseException]]:
    """The builtin exceptions that a class descends from; none where it has other bases that are not known."""
    found = []
    for here in attributes.bases(ev, info):
        for node in here.node.bases:
            for base in ev.evaluate(node):
                known = getattr(builtins, base.name.partition(".")[2], None) if isinstance(base, External) else None
                if isinstance(known, type) and issubclass(known, BaseException):
                    found.append(known)
                elif not isinstance(base, ClassRef) and known is not object:
                    return []
    return [] if any(base.__name__.endswith("Group") for base in found) else found


def _positional(call: ast.Call | None) -> int | None:
    """How many positional arguments a call passes; None where that cannot be read."""
    if call is None:
        return 0
    return None if calling.has_hidden_arguments(call) else len(call.args)


def _signature(function: FunctionInfo) -> Signature:
    arguments = function.node.args
    most = len(function.parameters) - 1
    required = any(default is None for default in arguments.kw_defaults)
    return Signature(max(most - len(arguments.defaults), 0), float("inf") if arguments.vararg else most, required)


def _of_fields(ev: Evaluator, info: ClassInfo) -> Signature:
    wanted = [field for field in fields.fields(ev, info) if field.is_argument]
    only = any(
        keyword.arg == "kw_only" and not (isinstance(keyword.value, ast.Constant) and keyword.value.value is False)
        for decorator in info.node.decorator_list
        if isinstance(decorator, ast.Call)
        for keyword in decorator.keywords
    )
    least = sum(field.node.value is None for field in wanted)
    return Signature(least, len(wanted), keyword_only=only and least > 0)


@dataclass(frozen=True, slots=True)
class _Construction:
    """The making of an exception with ``given`` positional arguments (None: not known)."""

    ev: Evaluator
    given: int | None
    is_os_error: bool

    def stored(self, constructor: FunctionInfo, depth: int = _MAX_DEPTH) -> int | None:
        """How many ``args`` there are in the end, where every way through the constructor agrees."""
        if depth == 0 or constructor.cls is None:
            return None
        if "args" in constructor.cls.attributes:
            return _assigned_args(constructor, constructor.cls)
        counts = {
            count
            for call in constructor.calls
            for one in self.ev.evaluate(call.func)
            for count in self.stored_by(one, call, constructor, depth)
        }
        if not counts:
            return 0 if self.is_os_error else self.given
        return counts.pop() if len(counts) == 1 else None

    def stored_by(self, one: Value, call: ast.Call, within: FunctionInfo, depth: int) -> Iterator[int | None]:
        """What a call of the ``__init__`` of a base leaves in ``args``; nothing where the call is another one."""
        if isinstance(one, BoundMethod) and one.name == "__init__":
            if one.function is not None:
                yield self.stored(one.function.info, depth - 1)
            else:
                yield self.passed(call, 0, within)
        elif isinstance(one, External) and one.name.startswith("builtins.") and one.name.endswith(".__init__"):
            yield self.passed(call, 1, within)
        elif isinstance(one, Function) and one.info.name == "__init__" and one.info is not within:
            yield self.stored(one.info, depth - 1)

    def passed(self, call: ast.Call, skip: int, within: FunctionInfo) -> int | None:
        """The arguments of a call of ``BaseException.__init__``."""
        starred = [a.value for a in call.args if isinstance(a, ast.Starred)]
        count = len(call.args) - len(starred) - skip
        if starred:
            vararg = within.node.args.vararg
            passes_on = vararg is not None and all(isinstance(s, ast.Name) and s.id == vararg.arg for s in starred)
            if not passes_on or self.given is None or len(starred) > 1:
                return None
            count += max(self.given - len(within.parameters) + 1, 0)
        return None if self.is_os_error and count > _MOST_OSERROR_ARGS else count


def _assigned_args(constructor: FunctionInfo, info: ClassInfo) -> int | None:
    values = [write.value for write in info.attributes["args"] if write.method is constructor]
    if len(values) == 1 and isinstance(values[0], ast.Tuple):
        starred = any(isinstance(element, ast.Starred) for element in values[0].elts)
        return None if starred else len(values[0].elts)
    return None


# Leaving the worker


def escaping(module: Module, raised: ast.AST, names: set[str]) -> Task | None:
    """A task of a pool or executor out of which an exception that is raised somewhere gets; None if none is known.

    ``names`` are those that an ``except`` may give it.
    """
    entries = {
        entry: task
        for task in module.tasks
        if task.role == "task" and task.where == "process" and task.serializer == "pickle"
        for function in module.functions(task.callables)
        for entry in (function, *_in_its_place(module, function))
    }
    stack = [raised]
    seen: set[FunctionInfo] = set()
    while stack:
        node = stack.pop()
        function = module.function(node)
        if function is None or function in seen or names & module.exceptions_caught(node):
            continue
        seen.add(function)
        if function in entries and not _is_protected(module, function, names):
            return entries[function]
        stack += [
            edge.call
            for edge in module.graph.callers.get(function, ())
            if not any(names & module.exceptions_caught(call) for call in edge.through)
        ]
    return None


def _in_its_place(module: Module, function: FunctionInfo) -> list[FunctionInfo]:
    """What the one decorator of a function gives in its place: no other can put a handler around that."""
    return module.graph.wrappers.get(function, []) if len(function.decorators) == 1 else []


def _is_protected(module: Module, function: FunctionInfo, names: set[str]) -> bool:
    """Whether a decorator may put a handler around a function."""
    found = (one for decorator in function.decorators for one in module.values(decorator))
    if all(isinstance(one, (External, Object)) and one.name in _HARMLESS for one in found):
        return False
    wrappers = _in_its_place(module, function)
    return not wrappers or any(_may_catch(module, wrapper, names) for wrapper in wrappers)


def is_stopped(module: Module, node: ast.AST, names: set[str]) -> bool:
    """Whether a handler around a node, or what a decorator puts around its function, takes an exception."""
    function = module.function(node)
    wrappers = module.graph.wrappers.get(function, ()) if function is not None else ()
    return bool(names & module.exceptions_caught(node)) or any(
        _may_catch(module, wrapper, names) for wrapper in wrappers
    )


def _may_catch(module: Module, wrapper: FunctionInfo, names: set[str]) -> bool:
    """Whether what a decorator gives in the place of a function handles its exceptions, or leaves calling it to others."""
    given = {one for call in wrapper.calls for one in module.values(call.func) if module.ev.is_param(one)}
    calls = [call for call in wrapper.calls if given & module.values(call.func)]
    passed = (node for call in wrapper.calls for node in [*call.args, *(keyword.value for keyword in call.keywords)])
    return (
        not calls
        or any(given & module.values(node) for node in passed)
        or any(names & module.exceptions_caught(call) for call in calls)
    )


def caught_by(ev: Evaluator, info: ClassInfo) -> set[str]:
    """The names in an ``except`` that catch an exception of a class."""
    own = {here.name for here in attributes.bases(ev, info)}
    inherited = {ancestor.__name__ for base in _builtin_bases(ev, info) for ancestor in base.__mro__}
    return {"", *own, *inherited}
