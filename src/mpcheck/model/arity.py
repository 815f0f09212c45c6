"""With how many arguments a callable may be called."""

from __future__ import annotations

import ast
import importlib
import inspect
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mpcheck.model import attributes, calling, filling
from mpcheck.model.nature import is_opaque
from mpcheck.model.scopes import ClassInfo, FunctionInfo
from mpcheck.model.values import (
    BoundMethod,
    ClassRef,
    Collection,
    External,
    Function,
    Instance,
    Items,
    Object,
    Partial,
    Unknown,
    Value,
    Values,
)

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

_MAX_DEPTH = 6
#: Decorators after which a function is called as it is written.
_TRANSPARENT = {
    *(
        "functools.wraps",
        "functools.lru_cache",
        "functools.cache",
        "functools.singledispatch",
        "numba.jit",
        "numba.njit",
    ),
    *("contextlib.contextmanager", "contextlib.asynccontextmanager", "abc.abstractmethod", "atexit.register"),
    *("builtins.staticmethod", "builtins.classmethod", "typing.override", "typing.final", "typing.no_type_check"),
}
#: Modules whose functions are looked up in this interpreter.
_INSPECTED = {"builtins", "operator", "math"}


@dataclass(frozen=True, slots=True)
class Signature:
    """The parameters of a callable that are still free.

    ``positional`` can be reached by position, in order; ``by_name`` by keyword; ``required`` have no
    default; ``preset`` were given by keyword before, and must not be reached by position.
    ``surplus`` arguments were given by position before for which there is no parameter.
    """

    name: str
    positional: tuple[str, ...] = ()
    by_name: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()
    preset: frozenset[str] = frozenset()
    surplus: int = 0
    more_positional: bool = False
    more_keywords: bool = False
    node: ast.AST | None = None

    def misfit(self, count: int, keywords: frozenset[str] = frozenset()) -> str:
        """Why a call with ``count`` positional arguments and ``keywords`` fails; "" where it fits."""
        # In the order in which Python looks: who misspells a keyword is not told that its argument is missing.
        why = self._given_twice(count, keywords) or self._unknown_name(keywords)
        why = why or self._wrong_count(count, keywords) or self._missing_name(keywords)
        return f"`{self.name}` {why}" if why else ""

    def _given_twice(self, count: int, keywords: frozenset[str]) -> str:
        twice = self.preset.union(keywords & self.by_name).intersection(self.positional[:count])
        return f"is called with two values for `{min(twice)}`" if twice else ""

    def _wrong_count(self, count: int, keywords: frozenset[str]) -> str:
        if count + self.surplus > len(self.positional) and not self.more_positional:
            at_most = "at most " if set(self.positional) - self.required else ""
            return f"takes {at_most}{_arguments(len(self.positional))} but is called with {count + self.surplus}"
        needed = [name for name in self.positional if name in self.required]
        if set(needed) - set(self.positional[:count]) - keywords:
            given = count + len(keywords.intersection(needed))
            return f"needs {_arguments(len(needed))} ({', '.join(needed)}) but is called with {given or 'none'}"
        return ""

    def _unknown_name(self, keywords: frozenset[str]) -> str:
        unexpected = keywords - self.by_name
        return f"has no parameter `{min(unexpected)}`" if unexpected and not self.more_keywords else ""

    def _missing_name(self, keywords: frozenset[str]) -> str:
        missing = self.required.difference(self.positional, keywords)
        return f"needs the keyword argument `{min(missing)}`" if missing else ""

    def after(self, count: int, keywords: frozenset[str] = frozenset()) -> Signature:
        """What is left when the first ``count`` parameters, and some by name, have been given."""
        filled = frozenset(self.positional[:count])
        return replace(
            self,
            positional=self.positional[count:],
            by_name=self.by_name - filled,
            required=self.required - filled - keywords,
            preset=self.preset | keywords,
            surplus=self.surplus + max(count - len(self.positional), 0),
        )


def _arguments(count: int) -> str:
    return f"{count} argument{'s' if count > 1 else ''}" if count else "no arguments"


def signature(ev: Evaluator, one: Value, depth: int = 0) -> Signature | None:
    """How a value may be called; None where that is not sure."""
    if depth > _MAX_DEPTH:
        return None
    if isinstance(one, Function):
        return _of_decorated(ev, one, depth)
    if isinstance(one, BoundMethod) and one.function is not None:
        if _is_left_to_subclasses(one):
            return None
        found = signature(ev, one.function, depth + 1)
        return found.after(1) if found else None
    if isinstance(one, Partial):
        return _of_partial(ev, one, depth)
    if isinstance(one, Instance):
        called = attributes.find_method(ev, one.info, "__call__")
        return signature(ev, BoundMethod(one, "__call__", Function(called)), depth + 1) if called else None
    if isinstance(one, ClassRef):
        return _of_class(ev, one.info, depth)
    return _of_library(one.name) if isinstance(one, External) else None


def _is_left_to_subclasses(method: BoundMethod) -> bool:
    """Whether a method of an object that is made elsewhere does nothing: a subclass has another one, most likely."""
    made = getattr(method.receiver, "call", None)
    body = getattr(method.function.info.node, "body", None) if method.function and made is None else None
    return isinstance(body, list) and all(_does_nothing(statement) for statement in body)


def _does_nothing(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Raise):
        raised = statement.exc.func if isinstance(statement.exc, ast.Call) else statement.exc
        return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"
    is_text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return is_text or isinstance(statement, ast.Pass)


def undecorated(ev: Evaluator, one: Function) -> Values:
    """What the name of a decorated function means: the function itself where the decorators leave it as it is."""
    current: Values = frozenset((one,))
    for decorator in reversed(one.info.decorators):
        found = ev.evaluate(decorator)
        if all(isinstance(d, (External, Object)) and d.name in _TRANSPARENT for d in found):
            continue
        if not all(isinstance(d, (Function, BoundMethod, Partial)) for d in found):
            return frozenset((Unknown("decorator"),))
        current = calling.apply(ev, found, None, None, (current,))
    return current


def unpacked(ev: Evaluator, one: Value) -> int | None:
    """How many arguments ``*one`` gives; None where that is not sure."""
    if isinstance(one, Items):
        return len(one.members)
    if not isinstance(one, Collection) or not isinstance(one.node, (ast.Tuple, ast.List)):
        return None
    grows = bool(filling.put_into(ev, one.node))
    return None if grows or any(isinstance(e, ast.Starred) for e in one.node.elts) else len(one.node.elts)


def named(ev: Evaluator, one: Value) -> frozenset[str] | None:
    """The keyword arguments that ``**one`` gives; None where that is not sure."""
    if isinstance(one, Object) and one.name == "builtins.dict" and isinstance(one.call, ast.Call):
        plain = calling.is_written_out(one.call) and not one.call.args and not filling.put_into(ev, one.call)
        return frozenset(keyword.arg for keyword in one.call.keywords if keyword.arg) if plain else None
    if not isinstance(one, Collection) or not isinstance(one.node, ast.Dict) or filling.put_into(ev, one.node):
        return None
    keys = [key.value if isinstance(key, ast.Constant) else None for key in one.node.keys]
    names = frozenset(key for key in keys if isinstance(key, str))
    return names if len(names) == len(keys) else None


def _of_decorated(ev: Evaluator, one: Function, depth: int) -> Signature | None:
    if not one.info.decorators:
        return _of_function(one.info)
    meant = list(undecorated(ev, one))
    if len(meant) != 1:
        return None
    if isinstance(meant[0], Function) and meant[0].info is one.info:
        return _of_function(one.info)
    return signature(ev, meant[0], depth + 1)


def _of_function(info: FunctionInfo) -> Signature:
    arguments = info.node.args
    names = tuple(parameter.arg for parameter in info.parameters)
    only_by_name = [parameter.arg for parameter in arguments.kwonlyargs]
    required = [name for name in (*names, *only_by_name) if info.default(name) is None]
    return Signature(
        "lambda" if info.is_lambda else info.name,
        names,
        frozenset((*names[len(arguments.posonlyargs) :], *only_by_name)),
        frozenset(required),
        more_positional=arguments.vararg is not None,
        more_keywords=arguments.kwarg is not None,
        node=info.node,
    )


def _of_partial(ev: Evaluator, one: Partial, depth: int) -> Signature | None:
    found = signature(ev, one.function, depth + 1)
    bound = one.call.args[1:]
    given = [value for argument in bound for value in ev.evaluate(argument, one.context)]
    placeholder = any(isinstance(value, External) and value.name == "functools.Placeholder" for value in given)
    if found is None or placeholder or not calling.is_written_out(one.call):
        return None
    return found.after(len(bound), frozenset(keyword.arg for keyword in one.call.keywords if keyword.arg))


def _of_class(ev: Evaluator, info: ClassInfo, depth: int) -> Signature | None:
    made = attributes.find_method(ev, info, "__new__")
    if made is not None or is_opaque(ev, info):
        return None
    initialised = attributes.find_method(ev, info, "__init__")
    if initialised is None:
        return None if attributes.external_bases(ev, info) else Signature(info.name, node=info.node)
    found = signature(ev, Function(initialised), depth + 1)
    return replace(found.after(1), name=info.name) if found else None


def _of_library(name: str) -> Signature | None:
    """The signature of a builtin or a function of ``operator`` or ``math``, as this interpreter has it."""
    module, _, attribute = name.rpartition(".")
    if module not in _INSPECTED:
        return None
    function = getattr(importlib.import_module(module), attribute, None)
    if not inspect.isroutine(function):
        return None
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return None
    kinds = {parameter.kind for parameter in parameters}
    variadic = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    return Signature(
        attribute,
        tuple(p.name for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)),
        frozenset(p.name for p in parameters if p.kind in (p.KEYWORD_ONLY, p.POSITIONAL_OR_KEYWORD)),
        frozenset(p.name for p in parameters if p.default is p.empty and p.kind not in variadic),
        more_positional=inspect.Parameter.VAR_POSITIONAL in kinds,
        more_keywords=inspect.Parameter.VAR_KEYWORD in kinds,
    )
