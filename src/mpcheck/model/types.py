"""Of which built-in type the objects are that library calls give: strings, numbers, iterables of strings."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model.tables.results import OPENERS, TYPES, TYPES_OF_METHODS
from mpcheck.model.values import Const, External, Object, Value

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator


def type_of(ev: Evaluator, one: Object) -> str:
    """The type of an object, in the words of the tables; "" where it is not known."""
    opener = next((name for name in OPENERS if f"{one.name}.".startswith(f"{name}.")), "")
    if not opener:
        return _of_name(one.name)
    methods = one.name[len(opener) :].split(".")[1:]
    return _after("text file", methods) if _are_texts(ev, one, opener, len(methods)) else ""


def is_text(one: Value) -> bool:
    """Whether a value is a string, as far as its name alone tells."""
    if isinstance(one, Const):
        return isinstance(one.value, str)
    return isinstance(one, Object) and _of_name(one.name) == "str"


def gives_texts(ev: Evaluator, one: Value) -> bool:
    """Whether iterating over a value gives strings: paths, words, lines."""
    if isinstance(one, External):
        return TYPES.get(one.name) == "texts"
    return isinstance(one, Object) and type_of(ev, one) in ("texts", "text file")


def _of_name(name: str) -> str:
    """The type of what a function gives, or a method of what another one gave: ``builtins.input.split``."""
    known = TYPES.get(name)
    owner, _, method = name.rpartition(".")
    return known or (_after(_of_name(owner), [method]) if owner else "")


def _after(kind: str, methods: list[str]) -> str:
    for method in methods:
        kind = TYPES_OF_METHODS.get((kind, method), "")
    return kind


def _are_texts(ev: Evaluator, one: Object, opener: str, steps: int) -> bool:
    """Whether the file is opened for text that so many methods lead to the object from."""
    files = [one]
    for _ in range(steps):
        files = [owner for file in files for owner in _owners(ev, file)]
    modes = [mode for file in files if isinstance(file.call, ast.Call) for mode in _modes(ev, file, opener)]
    return bool(modes) and all("b" not in mode for mode in modes)


def _owners(ev: Evaluator, one: Object) -> list[Object]:
    """The objects a method of which gave an object."""
    function = one.call.func if isinstance(one.call, ast.Call) else None
    owners = ev.evaluate(function.value, one.context) if isinstance(function, ast.Attribute) else ()
    name = one.name.rpartition(".")[0]
    return [owner for owner in owners if isinstance(owner, Object) and owner.name == name]


def _modes(ev: Evaluator, file: Object, opener: str) -> list[str]:
    """The modes in which a call may open a file; one that cannot be read may be any."""
    from mpcheck.model.calling import argument, has_hidden_arguments

    assert isinstance(file.call, ast.Call)
    written = argument(file.call, OPENERS[opener], "mode")
    if written is None:
        return ["b" if has_hidden_arguments(file.call) else "r"]
    values = ev.evaluate(written, file.context)
    return [one.value if isinstance(one, Const) and isinstance(one.value, str) else "b" for one in values]
