"""Values that a program is given from outside: on its command line, or typed or piped into it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.model import constructors
from mpcheck.model.evaluate import Evaluator
from mpcheck.model.nodes import scope_of
from mpcheck.model.parameters import passed
from mpcheck.model.values import CallContext, External, Instance, Object, root_of

_OUTSIDE = ("sys.argv", "sys.stdin", "builtins.input", "argparse.ArgumentParser.parse_")
_MAX_DEPTH = 8


def is_from_outside(ev: Evaluator, node: ast.expr, context: CallContext | None, depth: int = _MAX_DEPTH) -> bool:
    """Whether each thing that an expression may be was given to the program, or was taken out of what was."""
    roots = [root_of(one) for one in ev.evaluate(node, context)]
    if roots and all(isinstance(one, (External, Object)) and one.name.startswith(_OUTSIDE) for one in roots):
        return True
    origins = list(_origins(ev, node, context)) if depth > 0 else []
    return bool(origins) and all(is_from_outside(ev, one, there, depth - 1) for one, there in origins)


def _origins(
    ev: Evaluator, node: ast.expr, context: CallContext | None
) -> Iterator[tuple[ast.expr, CallContext | None]]:
    """The expressions that one takes its value from: an argument, what is assigned, the owner of an item."""
    if isinstance(node, ast.Name):
        yield from _of_name(ev, node, context)
    elif isinstance(node, ast.Subscript):
        yield node.value, context
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        yield node.func.value, context
    elif isinstance(node, ast.Attribute):
        for owner in ev.evaluate(node.value, context):
            writes = owner.info.attributes.get(node.attr, ()) if isinstance(owner, Instance) else ()
            for write in writes:
                if write.value is not None and isinstance(owner, Instance):
                    yield from ((write.value, one) for one in constructors.writing_contexts(ev, owner, write.method))


def _of_name(
    ev: Evaluator, node: ast.Name, context: CallContext | None
) -> Iterator[tuple[ast.expr, CallContext | None]]:
    home = scope_of(node).holder_of(node.id)
    for binding in home.bindings[node.id] if home is not None else ():
        if binding.kind != "param":
            if binding.value is not None:
                yield binding.value, context
            continue
        within = context.find(binding.owner) if context is not None and binding.owner is not None else None
        if within is not None and within.call is not None:
            names = [parameter.arg for parameter in within.function.parameters]
            given = passed(ev, within.call, names, node.id, within.caller, len(within.leading))
            if given is not None:
                yield given, within.caller
