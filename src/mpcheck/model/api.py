"""API tables: what the functions, classes and methods of libraries do with their arguments.

A row is data, not code: which parameter is run elsewhere, which arguments travel with it, how they
are serialised, and what comes back.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar, overload

from mpcheck.described import Description
from mpcheck.model.tables import LIBRARIES

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Api:
    """One function, constructor or method.

    ``params`` names its parameters in order (without ``self``); the fields after ``returns`` name
    those that play a role: ``callable`` is run elsewhere with ``args``/``kwargs`` (a tuple and a
    dict), with each element of ``iterable``, or with what ``*variadic`` collects; ``initializer``
    is run in each worker with ``initargs``; ``item`` crosses a process border by itself;
    ``callback`` is run in the parent; ``context`` is a multiprocessing context.
    ``star``: each element of ``iterable`` is a tuple of arguments.

    What belongs to no class of the tables says by itself where its callable ``runs_in`` and how it travels
    (``serializer``, see `ApiClass`).  ``starts``: the call starts processes that import the main module again
    where they are not forked.  ``start_method`` is set where the library does not use the default one:
    a method, ``fork-or-spawn`` (the former where there is one), ``fork-on-linux`` (spawn elsewhere), or ``own`` for
    processes that import nothing of the program; ``method_param`` names the parameter that chooses another.  ``when`` says under which arguments
    all of this holds; see `mpcheck.model.switches`.  ``leading`` is how many arguments the library itself passes
    first; ``carried`` names further parameters that travel to the worker.  ``options`` are further parameters that are
    given by keyword and kept from a callable to which ``*variadic`` and other keywords are passed on.
    """

    name: str
    params: tuple[str, ...] = ()
    returns: str = ""
    callable: str = ""
    args: str = ""
    kwargs: str = ""
    iterable: str = ""
    variadic: bool = False
    star: bool = False
    blocks: bool = False
    initializer: str = ""
    initargs: str = ""
    item: str = ""
    callback: tuple[str, ...] = ()
    context: str = ""
    runs_in: str = ""
    serializer: str = ""
    starts: bool = False
    start_method: str = ""
    method_param: str = ""
    when: str = ""
    leading: int = 0
    carried: tuple[str, ...] = ()
    options: tuple[str, ...] = ()

    @property
    def own_keywords(self) -> set[str]:
        """The keywords that are its own, not of the callable that it runs."""
        return {*self.params, *self.options}


@dataclass(frozen=True, slots=True)
class ApiClass:
    """A class of a library.

    ``kind`` is the word that rules use.  ``runs_in``: process, thread, interpreter or "" (it runs
    nothing).  ``serializer`` says how callables and arguments travel: pickle, inherit (pickled only
    where the start method is not fork), cloudpickle, dill, none.  ``daemonic``: its processes may have no children.
    """

    name: str
    kind: str
    runs_in: str = ""
    serializer: str = "none"
    base: str = ""
    daemonic: bool = False


class Rows(Generic[_T]):
    """Rows by their key; those of a library are read when one of them is asked for first."""

    def __init__(self, kind: str, own: Mapping[object, _T]) -> None:
        self._kind = kind
        self._own = own
        self._found: dict[object, _T | None] = {}

    @overload
    def get(self, key: object) -> _T | None: ...
    @overload
    def get(self, key: object, default: _T) -> _T: ...
    def get(self, key: object, default: _T | None = None) -> _T | None:
        if key not in self._found:
            self._found[key] = self._find(key)
        known = self._found[key]
        return default if known is None else known

    def _find(self, key: object) -> _T | None:
        known = self._own.get(key)
        if known is not None:
            return known
        name = str(key[0] if isinstance(key, tuple) else key)
        rows: Mapping[object, _T] = getattr(_library(name.partition(".")[0]), self._kind)
        return rows.get(key)

    def __getitem__(self, key: object) -> _T:
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return self.get(key) is not None


@dataclass(frozen=True, slots=True)
class Library:
    """The rows of one module of tables, and the other names of what they describe."""

    classes: Mapping[object, ApiClass]
    functions: Mapping[object, Api]
    methods: Mapping[object, Api]
    aliases: Mapping[str, str] = field(default_factory=dict)


class Tables:
    """All rows: classes by name, functions and constructors by name, methods by (class, method).

    ``described`` are the names of the user's own functions and classes that have rows.
    """

    def __init__(self, described: Iterable[Api] = ()) -> None:
        own = build((), rows := tuple(described), rows)
        self.classes: Rows[ApiClass] = Rows("classes", own.classes)
        self.functions: Rows[Api] = Rows("functions", own.functions)
        self.methods: Rows[Api] = Rows("methods", own.methods)
        names = [api.name for api in rows]
        #: What is taken at the user's word: functions, and classes of which a method is described.
        self.described = frozenset((*names, *(name.rpartition(".")[0] for name in names)))

    def method(self, class_name: str, method: str) -> Api | None:
        here: str | None = class_name
        while here:
            row = self.methods.get((here, method))
            if row is not None:
                return row
            known = self.classes.get(here)
            here = known.base if known else None
        return None

    def kind(self, class_name: str) -> str:
        known = self.classes.get(class_name)
        return known.kind if known else ""


def row(name: str, params: str = "", returns: str = "", **roles: Any) -> Api:
    """A row of a table; ``params`` are names separated by blanks."""
    return replace(Api(name, tuple(params.split()), returns), **roles)


def build(
    classes: Iterable[ApiClass],
    functions: Iterable[Api],
    methods: Iterable[Api],
    aliases: Mapping[str, str] | None = None,
) -> Library:
    by_method: dict[object, Api] = {(api.name.rpartition(".")[0], api.name.rpartition(".")[2]): api for api in methods}
    return Library({c.name: c for c in classes}, {f.name: f for f in functions}, by_method, aliases or {})


@functools.cache
def tables(described: tuple[Description, ...] = ()) -> Tables:
    """The rows of every library that mpcheck knows, and those that describe the user's own functions."""
    return Tables(Api(**dict(one)) for one in described)  # type: ignore[arg-type]


@functools.lru_cache(maxsize=4096)
def _library(package: str) -> Library:
    return _read_tables(LIBRARIES.get(package, "standard"))


@functools.cache
def _read_tables(module: str) -> Library:
    found = importlib.import_module(f"mpcheck.model.tables.{module}")
    return build(found.CLASSES, found.FUNCTIONS, found.METHODS, getattr(found, "ALIASES", None))


#: Names that lead to the same thing; the longest prefix is replaced first.
_ALIASES = {
    "multiprocessing.process.BaseProcess": "multiprocessing.Process",
    "multiprocessing.process.Process": "multiprocessing.Process",
    "multiprocessing.process.current_process": "multiprocessing.current_process",
    "multiprocessing.context.Process": "multiprocessing.Process",
    "multiprocessing.connection.Pipe": "multiprocessing.Pipe",
    "multiprocessing.managers.SyncManager": "multiprocessing.managers.SyncManager",
    "multiprocessing.sharedctypes.Value": "multiprocessing.Value",
    "multiprocessing.sharedctypes.Array": "multiprocessing.Array",
    "multiprocessing.sharedctypes.RawValue": "multiprocessing.RawValue",
    "multiprocessing.sharedctypes.RawArray": "multiprocessing.RawArray",
    "concurrent.futures.process.ProcessPoolExecutor": "concurrent.futures.ProcessPoolExecutor",
    "concurrent.futures.thread.ThreadPoolExecutor": "concurrent.futures.ThreadPoolExecutor",
    "concurrent.futures.interpreter.InterpreterPoolExecutor": "concurrent.futures.InterpreterPoolExecutor",
    "asyncio.subprocess.create_subprocess_exec": "asyncio.create_subprocess_exec",
    "asyncio.subprocess.create_subprocess_shell": "asyncio.create_subprocess_shell",
    "concurrent.futures._base.wait": "concurrent.futures.wait",
    "concurrent.futures._base.as_completed": "concurrent.futures.as_completed",
    "multiprocessing.dummy.Process": "threading.Thread",
    "multiprocessing.dummy.Queue": "queue.Queue",
    "multiprocessing.dummy.Lock": "threading.Lock",
    "multiprocessing.dummy.RLock": "threading.RLock",
    "multiprocessing.dummy.Event": "threading.Event",
    "multiprocessing.dummy.Semaphore": "threading.Semaphore",
    "multiprocessing.dummy.Condition": "threading.Condition",
    "multiprocessing.dummy.Barrier": "threading.Barrier",
}
#: Packages with the interface of another.
_TWINS = {"torch.multiprocessing": "multiprocessing", "posix": "os"}
#: The start method of a library that forks wherever that is possible.
FORK_OR_SPAWN = "fork-or-spawn"
#: The start method of a library that forks on Linux alone.
FORK_ON_LINUX = "fork-on-linux"
#: Process classes that fix their start method.
FIXED_METHOD = {
    "multiprocessing.context.SpawnProcess": "spawn",
    "multiprocessing.context.ForkProcess": "fork",
    "multiprocessing.context.ForkServerProcess": "forkserver",
}
#: The packages with the interface of multiprocessing whose objects and functions have rows of their own.
_INTERFACES = ("multiprocessing", "multiprocess", "multiprocessing_on_dill", "billiard")
CONTEXT_CLASSES = {
    f"{package}.context.{name}Context": method
    for package in _INTERFACES
    for name, method in (("Spawn", "spawn"), ("Fork", "fork"), ("ForkServer", "forkserver"))
}
_CONTEXT = ".context.BaseContext"


def context_of(name: str) -> str:
    """The class of the contexts of the package that a name belongs to."""
    return name.partition(".")[0] + _CONTEXT


def package_of_context(name: str) -> str:
    """The package, multiprocessing or one like it, whose contexts are of a class; "" for any other name."""
    package = name.removesuffix(_CONTEXT) if name.endswith(_CONTEXT) else ""
    return package if package in _INTERFACES else ""


@functools.lru_cache(maxsize=4096)
def canonical(name: str) -> str:
    """The name under which the tables know something that has several."""
    if name.partition(".")[0] in LIBRARIES:
        library = _library(name.partition(".")[0])
        name = library.aliases.get(name, name)
        if name in library.functions:
            return name
    for twin, original in _TWINS.items():
        if name == twin or name.startswith(twin + "."):
            name = original + name[len(twin) :]
    if name in FIXED_METHOD:
        return "multiprocessing.Process"
    if name.startswith(("multiprocessing.queues.", "multiprocessing.synchronize.")):
        return "multiprocessing." + name.rpartition(".")[2]
    return _ALIASES.get(name, name)
