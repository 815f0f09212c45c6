"""API tables: what the functions, classes and methods of libraries do with their arguments.

A row is data, not code: which parameter is run elsewhere, which arguments travel with it, how they
are serialised, and what comes back.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass, replace

from mpcheck.model.tables.availability import OS_PROCESS_NAMES, SIGNAL_FUNCTIONS


@dataclass(frozen=True, slots=True)
class Api:
    """One function, constructor or method.

    ``params`` names its parameters in order (without ``self``); the fields after ``returns`` name
    those that play a role: ``callable`` is run elsewhere with ``args``/``kwargs`` (a tuple and a
    dict), with each element of ``iterable``, or with what ``*variadic`` collects; ``initializer``
    is run in each worker with ``initargs``; ``item`` crosses a process border by itself;
    ``callback`` is run in the parent; ``context`` is a multiprocessing context.
    ``star``: each element of ``iterable`` is a tuple of arguments.
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


@dataclass(frozen=True, slots=True)
class ApiClass:
    """A class of a library.

    ``kind`` is the word that rules use.  ``runs_in``: process, thread, interpreter or "" (it runs
    nothing).  ``serializer`` says how callables and arguments travel: pickle, inherit (pickled only
    where the start method is not fork), cloudpickle, dill, none.
    """

    name: str
    kind: str
    runs_in: str = ""
    serializer: str = "none"
    base: str = ""


@dataclass(frozen=True, slots=True)
class Tables:
    """All rows: classes by name, functions and constructors by name, methods by (class, method)."""

    classes: dict[str, ApiClass]
    functions: dict[str, Api]
    methods: dict[tuple[str, str], Api]

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


def row(name: str, params: str = "", returns: str = "", **roles: object) -> Api:
    """A row of a table; ``params`` are names separated by blanks."""
    return replace(Api(name, tuple(params.split()), returns), **roles)  # type: ignore[arg-type]


def build(classes: Iterable[ApiClass], functions: Iterable[Api], methods: Iterable[Api]) -> Tables:
    by_method = {(api.name.rpartition(".")[0], api.name.rpartition(".")[2]): api for api in methods}
    return Tables({c.name: c for c in classes}, {f.name: f for f in functions}, by_method)


@functools.cache
def tables() -> Tables:
    """The rows of every library that mpcheck knows."""
    from mpcheck.model.tables import standard

    return build(standard.CLASSES, standard.FUNCTIONS, standard.METHODS)


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
#: Packages with the interface of multiprocessing.
_TWINS = {"torch.multiprocessing": "multiprocessing", "billiard": "multiprocessing"}
#: Process classes that fix their start method.
FIXED_METHOD = {
    "multiprocessing.context.SpawnProcess": "spawn",
    "multiprocessing.context.ForkProcess": "fork",
    "multiprocessing.context.ForkServerProcess": "forkserver",
}
CONTEXT_CLASSES = {
    "multiprocessing.context.SpawnContext": "spawn",
    "multiprocessing.context.ForkContext": "fork",
    "multiprocessing.context.ForkServerContext": "forkserver",
}


@functools.lru_cache(maxsize=4096)
def canonical(name: str) -> str:
    """The name under which the tables know something that has several."""
    for twin, original in _TWINS.items():
        if name == twin or name.startswith(twin + "."):
            name = original + name[len(twin) :]
    if name in FIXED_METHOD:
        return "multiprocessing.Process"
    if name.startswith(("multiprocessing.queues.", "multiprocessing.synchronize.")):
        return "multiprocessing." + name.rpartition(".")[2]
    return _ALIASES.get(name, name)


#: A file that starts processes holds one of these: names of modules, one of which it must import.
PROCESS_WORDS: tuple[bytes, ...] = (
    b"multiprocess",
    b"concurrent",
    b"billiard",
)
#: A file whose bytes hold none of these can have no finding of its own.
TRIGGERS: tuple[bytes, ...] = (
    *PROCESS_WORDS,
    b"subprocess",
    b"signal.SIG",
    b"signal.Signals",
    b"signal as",
    b"from signal import",
    b"process_cpu_count",
    b"waitstatus_to_exitcode",
    b"add_signal_handler",
    *(name.encode() for name in OS_PROCESS_NAMES),
    *(f"signal.{name}".encode() for name in SIGNAL_FUNCTIONS),
)
