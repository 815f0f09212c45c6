"""The rows of the API tables against the libraries that are installed."""

from __future__ import annotations

import importlib
import inspect
from typing import Any

import pytest

from mpcheck.described import condition, parameters_of
from mpcheck.model.api import Api, canonical
from mpcheck.model.recognition import OF_TEXTS
from mpcheck.model.tables import LIBRARIES

POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
MODULES = {name: importlib.import_module(f"mpcheck.model.tables.{name}") for name in sorted({*LIBRARIES.values()})}
#: Packages whose rows are those of multiprocessing under another name.
TWINS = ("multiprocess.", "multiprocessing_on_dill.", "billiard.")
ALL_FUNCTIONS = [api for module in MODULES.values() for api in module.FUNCTIONS]
FUNCTIONS = [api for api in ALL_FUNCTIONS if not api.name.startswith(TWINS)]
METHODS = [api for module in MODULES.values() for api in module.METHODS if not api.name.startswith(TWINS)]
ALIASES = {alias: name for module in MODULES.values() for alias, name in getattr(module, "ALIASES", {}).items()}

each_row = pytest.mark.parametrize("api", [*FUNCTIONS, *METHODS], ids=lambda api: api.name)


def found(name: str) -> Any:
    """What a dotted name leads to; the test is skipped where its library is not installed."""
    path, *rest = name.split(".")
    if name == "dask.*.compute":
        path, rest = "dask.base", ["DaskMethodsMixin", "compute"]
    elif rest[0] == "*":
        return _added_to_pandas(rest[1])
    here: Any = pytest.importorskip(path, reason=f"{path} is not installed")
    for part in rest:
        if not hasattr(here, part) and not inspect.isclass(here):
            # A module that is not imported yet, or is hidden by a function of its name.
            here = _module(f"{path}.{part}") or _module(path)
        here = getattr(here, part) if getattr(here, "__name__", "") != f"{path}.{part}" else here
        path = f"{path}.{part}"
    return here


def _added_to_pandas(method: str) -> Any:
    """What pandarallel adds, once it is told to."""
    pytest.importorskip("pandarallel", reason="pandarallel is not installed").pandarallel.initialize(1, verbose=0)
    pandas = importlib.import_module("pandas")
    return getattr(pandas.DataFrame, method, None) or getattr(pandas.Series, method)


def _module(path: str) -> Any:
    try:
        return importlib.import_module(path)
    except ImportError:
        return None


def parameters(api: Api) -> dict[str, inspect.Parameter]:
    known = dict(inspect.signature(found(api.name)).parameters)
    for receiver in ("self", "data"):
        if next(iter(known), "") == receiver:
            known.pop(receiver)
    return known


@pytest.mark.libraries
@each_row
@pytest.mark.filterwarnings("ignore")
def test_a_row_names_the_parameters_of_the_library_in_their_order(api: Api) -> None:
    known = parameters(api)
    by_position = [name for name, parameter in known.items() if parameter.kind in POSITIONAL]
    assert list(api.params) == by_position[: len(api.params)]
    assert any(p.kind is inspect.Parameter.VAR_POSITIONAL for p in known.values()) or not api.variadic
    assert all(known[name].kind is inspect.Parameter.KEYWORD_ONLY for name in api.options)


@pytest.mark.libraries
@each_row
@pytest.mark.filterwarnings("ignore")
def test_a_condition_speaks_of_parameters_of_the_call_or_of_the_constructor(api: Api) -> None:
    maker = next((one for one in FUNCTIONS if one.name == api.name.rpartition(".")[0]), None)
    known = {**parameters(api), **(parameters(maker) if maker else {})}
    spoken_of = parameters_of(api.when) if api.when else set()
    if api.method_param:
        spoken_of.add(api.method_param)
    open_ended = any(p.kind is inspect.Parameter.VAR_KEYWORD for p in known.values())
    assert spoken_of <= set(known) or open_ended


@pytest.mark.libraries
@pytest.mark.parametrize(("alias", "name"), ALIASES.items())
@pytest.mark.filterwarnings("ignore")
def test_an_alias_is_the_same_thing(alias: str, name: str) -> None:
    # By name: Lightning comes in two packages with a copy each.
    assert inspect.unwrap(found(alias)).__qualname__ == inspect.unwrap(found(name)).__qualname__


@pytest.mark.libraries
@pytest.mark.parametrize("name", [api.name for api in ALL_FUNCTIONS if api.name.startswith(TWINS)])
def test_a_twin_of_multiprocessing_has_its_functions(name: str) -> None:
    assert callable(found(name))


@each_row
def test_a_row_is_consistent(api: Api) -> None:
    roles = [api.callable, api.args, api.kwargs, api.initializer, api.initargs, api.item, *api.carried]
    assert {role for role in roles if role} <= set(api.params)
    assert api.iterable in ("", "*", *api.params)
    assert api.serializer in ("", "pickle", "inherit", "cloudpickle", "dill", "none")
    assert api.runs_in in ("", "process", "thread", "interpreter")
    if api.when:
        condition(api.when)


@pytest.mark.parametrize("name", [api.name for api in ALL_FUNCTIONS])
def test_a_row_is_found_under_its_own_name(name: str) -> None:
    assert canonical(name) == name


def test_no_method_of_what_processes_use_is_named_like_one_of_texts() -> None:
    names = {name for api in METHODS for owner, _, name in [api.name.rpartition(".")] if owner != "builtins.str"}
    assert "submit" in names
    assert not names & OF_TEXTS
