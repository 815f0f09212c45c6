"""Functions of the user's own that start processes or send something to them, as pyproject.toml describes them.

A description has the shape of a row of the API tables; see docs/configuration.md.
"""

from __future__ import annotations

import ast
import functools
import operator
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from mpcheck.errors import did_you_mean
from mpcheck.targets import START_METHODS

#: One description: pairs of a field of a row and its value, hashable, so that it can be sent and kept.
Description: TypeAlias = "tuple[tuple[str, object], ...]"

_WORDS = {
    "runs-in": ("process", "thread", "interpreter"),
    "serializer": ("pickle", "inherit", "cloudpickle", "dill", "none"),
    "start-method": (*START_METHODS, "fork-or-spawn", "fork-on-linux", "own"),
}
#: These name a parameter.
_ROLES = ("callable", "args", "kwargs", "initializer", "initargs", "item", "context", "method-param")
_LISTS = ("params", "callback", "carried", "options")
_SWITCHES = ("variadic", "star", "blocks", "starts")
KEYS = ("name", "returns", "iterable", "when", "leading", *_LISTS, *_SWITCHES, *_ROLES, *_WORDS)
_COMPARISONS = (ast.Eq, ast.NotEq, ast.Is, ast.IsNot, ast.Gt)


class ConditionError(ValueError):
    """What is given as a condition is none."""


@functools.cache
def condition(text: str) -> ast.expr:
    """The expression of a condition: comparisons of a parameter with a constant, joined by and, or and not.

    Raises `ConditionError`.
    """
    try:
        node = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError) as error:
        raise ConditionError(f"{text!r} is no expression") from error
    for part in _parts(node):
        if not isinstance(part, ast.Name) and not _is_comparison(part):
            raise ConditionError(f"{ast.unparse(part)!r} does not compare a parameter with a constant")
    return node


def parameters_of(text: str) -> set[str]:
    """The parameters of which a condition speaks."""
    return {node.id for node in ast.walk(condition(text)) if isinstance(node, ast.Name)}


def _parts(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from _parts(value)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield from _parts(node.operand)
    else:
        yield node


def _is_comparison(part: ast.expr) -> bool:
    if not isinstance(part, ast.Compare) or len(part.ops) != 1 or not isinstance(part.ops[0], _COMPARISONS):
        return False
    return isinstance(part.left, ast.Name) and isinstance(part.comparators[0], ast.Constant)


def description(table: Mapping[str, object], refuse: Callable[[str, str], None]) -> Description | None:
    """The description that a table gives; None where something is wrong, of which ``refuse(key, message)`` is told."""
    problems = dict(_problems(table))
    for key, problem in problems.items():
        refuse(key, problem)
    if problems:
        return None
    fields = {key.replace("-", "_"): tuple(held) if isinstance(held, list) else held for key, held in table.items()}
    if "callable" in fields:
        fields.setdefault("runs_in", "process")
    if fields.get("runs_in") == "process":
        fields.setdefault("serializer", "pickle")
        fields.setdefault("starts", True)
    return tuple(sorted(fields.items(), key=operator.itemgetter(0)))


def _problems(table: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    if "name" not in table:
        yield "", "every entry of [[tool.mpcheck.api]] needs a name"
    for key, value in table.items():
        if key not in KEYS:
            yield key, f"unknown key {key!r} in [[tool.mpcheck.api]]; {did_you_mean(key, KEYS)}"
        elif (problem := _wrong_kind(key, value)) or (problem := _wrong_value(key, value, table.get("params", []))):
            yield key, f"api.{key}: {problem}"


def _wrong_kind(key: str, value: object) -> str:
    if key in _SWITCHES:
        return "" if isinstance(value, bool) else "has to be true or false"
    if key in _LISTS:
        is_list = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return "" if is_list else "has to be a list of strings, each a parameter"
    if key == "leading":
        return "" if isinstance(value, int) and value >= 0 else "has to be a number of arguments"
    return "" if isinstance(value, str) else "has to be a string"


def _wrong_value(key: str, value: object, params: object) -> str:
    known = [param for param in params if isinstance(param, str)] if isinstance(params, list) else []
    if key in ("name", "returns"):
        return _wrong_name(str(value))
    if key in _WORDS:
        return _not_among(str(value), _WORDS[key])
    if key == "when":
        return _wrong_condition(str(value), known)
    if key in ("callback", "carried") and isinstance(value, list):
        return next((problem for one in value if (problem := _not_among(one, known))), "")
    if key in _ROLES or (key == "iterable" and value != "*"):
        return _not_among(str(value), known)
    return ""


def _wrong_name(name: str) -> str:
    parts = name.split(".")
    if len(parts) > 1 and all(part.isidentifier() for part in parts):
        return ""
    return f"{name!r} is no dotted name, such as package.module.function"


def _wrong_condition(text: str, params: list[str]) -> str:
    try:
        spoken_of = parameters_of(text)
    except ConditionError as error:
        return str(error)
    return next((problem for one in sorted(spoken_of) if (problem := _not_among(one, params))), "")


def _not_among(word: str, words: tuple[str, ...] | list[str]) -> str:
    if not words:
        return f"there is no {word!r}: the entry lists no params"
    return "" if word in words else f"there is no {word!r}; {did_you_mean(word, words)}"


def words(descriptions: tuple[Description, ...]) -> tuple[bytes, ...]:
    """What a file holds that calls something described: the last part of its name."""
    return tuple(str(dict(one)["name"]).rpartition(".")[2].encode() for one in descriptions)
