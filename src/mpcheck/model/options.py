"""What the options of a program are where it is started without them: the defaults that ``argparse`` is told."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model.values import NOTHING, Object, Values

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

#: Gives the object that has the options of a program as its attributes.
PARSED = "argparse.ArgumentParser.parse_args"


def defaults(ev: Evaluator, owner: Object, name: str) -> Values:
    """The defaults of the option ``name``, if ``owner`` is what ``parse_args()`` gives; else nothing."""
    if owner.name != PARSED or owner.call is None:
        return NOTHING
    written = [
        keyword.value
        for call in ev.file(owner.call).calls
        if isinstance(call.func, ast.Attribute) and call.func.attr == "add_argument" and _attribute(call) == name
        for keyword in call.keywords
        if keyword.arg == "default"
    ]
    return NOTHING.union(*map(ev.evaluate, written))


def _attribute(call: ast.Call) -> str:
    """The attribute that holds the option: ``start_method`` for ``add_argument("-m", "--start-method")``."""
    for keyword in call.keywords:
        if keyword.arg == "dest":
            return _text(keyword.value)
    flags = [_text(argument) for argument in call.args]
    long = [flag for flag in flags if flag.startswith("--")]
    return (long or flags or [""])[0].lstrip("-").replace("-", "_")


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
