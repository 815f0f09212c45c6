"""What is asked about: the words of the command line, taken apart."""

from __future__ import annotations

import ast
import os
from dataclasses import dataclass

from mpcheck.errors import UsageError


@dataclass(frozen=True)
class Target:
    """One object: an attribute of a file (``path``) or of an importable module (``module``), or what calling it gives.

    ``attribute`` may also be an expression whose names are those of the module; it is evaluated there.
    ``call`` holds literal arguments as they are written in a call, None where nothing is called.  ``as_main``: the
    module plays the program's main module.
    """

    text: str
    path: str | None
    module: str | None
    attribute: str
    call: str | None
    as_main: bool

    @property
    def title(self) -> str:
        """The text, with the arguments of the call if there is one."""
        return self.text if self.call is None else f"{self.text}({self.call})"

    @property
    def name(self) -> str:
        """How the object is called in paths to its parts."""
        return self.attribute if self.call is None else f"{self.attribute}({self.call})"


def parse_target(text: str, call: str | None = None, run_as: str | None = None) -> Target:
    """Take ``module:name`` or ``path/to/file.py:name`` apart; files play the main module unless told otherwise.

    Raises UsageError.
    """
    where, colon, attribute = text.rpartition(":")
    if not colon or not where:
        raise UsageError(f"{text!r} names no object", cure="write module:name, or path/to/file.py:name")
    if not all(part.isidentifier() for part in attribute.split(".")):
        raise UsageError(
            f"{attribute!r} is not the name of an object", cure="write names joined by dots after the colon"
        )
    is_path = where.endswith(".py") or os.sep in where or "/" in where
    if is_path and not os.path.isfile(where):
        raise UsageError("there is no such file", path=where, cure="name an existing file, or an importable module")
    if not is_path and not all(part.isidentifier() for part in where.split(".")):
        raise UsageError(f"{where!r} is not the name of a module", cure="write module:name, or path/to/file.py:name")
    _check_call(call)
    return Target(
        text=text,
        path=where if is_path else None,
        module=None if is_path else where,
        attribute=attribute,
        call=call,
        as_main=is_path if run_as is None else run_as == "main",
    )


def _check_call(call: str | None) -> None:
    if call is not None and not _are_literals(call):
        raise UsageError(f"--call {call!r}: not the arguments of a call", cure="write literals: --call \"1, name='x'\"")


def _are_literals(arguments: str) -> bool:
    try:
        tree = ast.parse(f"f({arguments})", mode="eval").body
        if not isinstance(tree, ast.Call) or not isinstance(tree.func, ast.Name):
            return False  # such as "1)(2"
        for value in (*tree.args, *(keyword.value for keyword in tree.keywords)):
            ast.literal_eval(value)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return all(keyword.arg for keyword in tree.keywords)
