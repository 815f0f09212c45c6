"""Modules that are loaded from a path, of which nothing is known but that all they hold is theirs."""

from __future__ import annotations

from mpcheck.model.values import BoundMethod, Object, Value

BY_SPEC = "importlib.util.module_from_spec"
#: Functions that enter the module in ``sys.modules`` as well.
ENTERING = {"imp.load_source", "importlib.machinery.SourceFileLoader.load_module"}
_LOADING = {BY_SPEC, *ENTERING}
#: What gives the names of such a module in a dict.
_NAMESPACE = "runpy.run_path"
#: What stands for all that it puts into such a dict.
EXEC = "builtins.exec"
#: Methods of a table that give it again, or what it holds.
_GIVING = {"copy", "get", "items", "pop", "setdefault", "values"}


def loaded_module(one: Value) -> Object | None:
    """The module that a value is taken out of, or the call of ``exec`` that has made it."""
    if isinstance(one, Object) and one.name == EXEC:
        return one
    receiver = one.receiver if isinstance(one, BoundMethod) else None
    return receiver if isinstance(receiver, Object) and receiver.name in (*_LOADING, _NAMESPACE) else None


def member(one: Value) -> Value | None:
    """What the dict of such a module, or a table or list in it holds; None for what is not taken out of one."""
    is_namespace = isinstance(one, Object) and one.name == _NAMESPACE
    module = one if is_namespace else loaded_module(one)
    return BoundMethod(module, "") if module is not None else None


def given_by_method(method: BoundMethod) -> Value | None:
    """What a method of such a table gives."""
    return member(method.receiver) if method.name in _GIVING else None
