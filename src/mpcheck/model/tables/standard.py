"""API tables of the standard library.

Source: the signatures in CPython's documentation and in ``Lib/multiprocessing``,
``Lib/concurrent/futures``, ``Lib/asyncio``, ``Lib/subprocess.py`` and ``Lib/threading.py``.
"""

from __future__ import annotations

from mpcheck.model.api import Api, ApiClass, row

POOL = "multiprocessing.pool.Pool"
THREAD_POOL = "multiprocessing.pool.ThreadPool"
RESULT = "multiprocessing.pool.AsyncResult"
THREAD_RESULT = "multiprocessing.pool.ThreadAsyncResult"
ITERATOR = "multiprocessing.pool.IMapIterator"
PROCESS_EXECUTOR = "concurrent.futures.ProcessPoolExecutor"
THREAD_EXECUTOR = "concurrent.futures.ThreadPoolExecutor"
INTERPRETER_EXECUTOR = "concurrent.futures.InterpreterPoolExecutor"
FUTURE = "concurrent.futures.Future"
PROCESS = "multiprocessing.Process"
THREAD = "threading.Thread"
MANAGER = "multiprocessing.managers.SyncManager"
CONNECTION = "multiprocessing.connection.Connection"
CONTEXT = "multiprocessing.context.BaseContext"
PROXY = "multiprocessing.managers."
SYNC = ("Lock", "RLock", "Semaphore", "BoundedSemaphore", "Condition", "Event", "Barrier")
QUEUES = {"Queue": "queue", "SimpleQueue": "simple-queue", "JoinableQueue": "joinable-queue"}
SHARED = {"Value": "value", "Array": "array", "RawValue": "raw-value", "RawArray": "raw-array"}
_KINDS = {"BoundedSemaphore": "bounded-semaphore"}

CLASSES: tuple[ApiClass, ...] = (
    ApiClass(POOL, "pool", "process", "pickle"),
    ApiClass(f"{PROXY}PoolProxy", "pool", "process", "pickle", base=POOL),
    ApiClass(THREAD_POOL, "thread-pool", "thread"),
    ApiClass(PROCESS_EXECUTOR, "process-executor", "process", "pickle"),
    ApiClass(THREAD_EXECUTOR, "thread-executor", "thread"),
    ApiClass(INTERPRETER_EXECUTOR, "interpreter-executor", "interpreter", "pickle"),
    ApiClass("concurrent.futures.Executor", "executor"),
    ApiClass(PROCESS, "process", "process", "inherit"),
    ApiClass(THREAD, "thread", "thread"),
    ApiClass("threading.Timer", "thread", "thread", base=THREAD),
    ApiClass(RESULT, "async-result"),
    ApiClass(THREAD_RESULT, "thread-result"),
    ApiClass(ITERATOR, "result-iterator"),
    ApiClass(FUTURE, "future"),
    ApiClass(MANAGER, "manager", "process", "pickle"),
    ApiClass("multiprocessing.managers.BaseManager", "base-manager", "process", "pickle"),
    ApiClass("multiprocessing.managers.SharedMemoryManager", "shared-memory-manager", "process", "pickle"),
    ApiClass(CONNECTION, "connection", "", "pickle"),
    ApiClass("multiprocessing.connection.Listener", "listener"),
    ApiClass(CONTEXT, "context"),
    ApiClass("multiprocessing.shared_memory.SharedMemory", "shared-memory"),
    ApiClass("multiprocessing.shared_memory.ShareableList", "shareable-list"),
    ApiClass("subprocess.Popen", "popen"),
    ApiClass("asyncio.subprocess.Process", "async-popen"),
    *(ApiClass(f"multiprocessing.{name}", kind, "", "pickle") for name, kind in QUEUES.items()),
    *(ApiClass(f"multiprocessing.{name}", kind) for name, kind in SHARED.items()),
    *(ApiClass(f"multiprocessing.{name}", _KINDS.get(name, name.lower())) for name in SYNC),
    *(ApiClass(f"threading.{name}", "thread-" + _KINDS.get(name, name.lower())) for name in SYNC),
    *(
        ApiClass(f"{PROXY}{name}Proxy", "proxy")
        for name in (*SYNC, "List", "Dict", "Namespace", "Value", "Array", "Set")
    ),
    ApiClass(f"{PROXY}QueueProxy", "proxy-queue"),
    *(ApiClass(f"queue.{name}", "thread-queue") for name in ("Queue", "LifoQueue", "PriorityQueue", "SimpleQueue")),
    ApiClass("asyncio.Queue", "async-queue"),
)

_POOL = {"initializer": "initializer", "initargs": "initargs"}
_EXECUTOR = "max_workers mp_context initializer initargs max_tasks_per_child"
_POPEN = (
    "args bufsize executable stdin stdout stderr preexec_fn close_fds shell cwd env universal_newlines startupinfo "
    "creationflags restore_signals start_new_session pass_fds"
)

FUNCTIONS: tuple[Api, ...] = (
    *(
        row(name, "processes initializer initargs maxtasksperchild context", POOL, context="context", **_POOL)
        for name in ("multiprocessing.Pool", POOL)
    ),
    *(
        row(name, "processes initializer initargs", THREAD_POOL, **_POOL)
        for name in (THREAD_POOL, "multiprocessing.dummy.Pool")
    ),
    row(PROCESS_EXECUTOR, _EXECUTOR, PROCESS_EXECUTOR, context="mp_context", **_POOL),
    row(THREAD_EXECUTOR, "max_workers thread_name_prefix initializer initargs", THREAD_EXECUTOR, **_POOL),
    row(INTERPRETER_EXECUTOR, "max_workers thread_name_prefix initializer initargs", INTERPRETER_EXECUTOR, **_POOL),
    row(PROCESS, "group target name args kwargs daemon", PROCESS, callable="target", args="args", kwargs="kwargs"),
    row(THREAD, "group target name args kwargs daemon", THREAD, callable="target", args="args", kwargs="kwargs"),
    row(
        "threading.Timer",
        "interval function args kwargs",
        "threading.Timer",
        callable="function",
        args="args",
        kwargs="kwargs",
    ),
    row(
        "compileall.compile_dir",
        "dir maxlevels ddir force rx quiet legacy optimize workers",
        starts=True,
        when="workers > 1 or workers == 0",
    ),
    row("multiprocessing.Manager", "", MANAGER),
    row(MANAGER, "address authkey serializer ctx", MANAGER, context="ctx"),
    row(
        "multiprocessing.managers.BaseManager",
        "address authkey serializer ctx",
        "multiprocessing.managers.BaseManager",
        context="ctx",
    ),
    row(
        "multiprocessing.managers.SharedMemoryManager",
        "address authkey",
        "multiprocessing.managers.SharedMemoryManager",
    ),
    row("multiprocessing.connection.Client", "address family authkey", CONNECTION),
    row("multiprocessing.connection.Listener", "address family backlog authkey", "multiprocessing.connection.Listener"),
    row(
        "multiprocessing.shared_memory.SharedMemory",
        "name create size track",
        "multiprocessing.shared_memory.SharedMemory",
    ),
    row("multiprocessing.shared_memory.ShareableList", "sequence name", "multiprocessing.shared_memory.ShareableList"),
    row("multiprocessing.Queue", "maxsize", "multiprocessing.Queue", context="ctx"),
    row("multiprocessing.JoinableQueue", "maxsize", "multiprocessing.JoinableQueue", context="ctx"),
    row("multiprocessing.SimpleQueue", "", "multiprocessing.SimpleQueue", context="ctx"),
    row("multiprocessing.Value", "typecode_or_type args lock", "multiprocessing.Value", context="ctx"),
    row("multiprocessing.Array", "typecode_or_type size_or_initializer lock", "multiprocessing.Array", context="ctx"),
    row("multiprocessing.RawValue", "typecode_or_type args", "multiprocessing.RawValue"),
    row("multiprocessing.RawArray", "typecode_or_type size_or_initializer", "multiprocessing.RawArray"),
    *(
        row(
            f"multiprocessing.{name}",
            "value lock" if "Sem" in name else "lock",
            f"multiprocessing.{name}",
            context="ctx",
        )
        for name in SYNC
    ),
    *(row(f"threading.{name}", "value", f"threading.{name}") for name in SYNC),
    *(
        row(f"queue.{name}", "maxsize", f"queue.{name}")
        for name in ("Queue", "LifoQueue", "PriorityQueue", "SimpleQueue")
    ),
    row("multiprocessing.get_context", "method", CONTEXT),
    row("multiprocessing.set_start_method", "method force"),
    row("multiprocessing.get_start_method", "allow_none"),
    row("subprocess.Popen", _POPEN, "subprocess.Popen"),
    row("subprocess.run", _POPEN, "subprocess.CompletedProcess"),
    *(row(f"subprocess.{name}", _POPEN) for name in ("call", "check_call", "check_output")),
    row("asyncio.create_subprocess_exec", "program", "asyncio.subprocess.Process"),
    row("asyncio.create_subprocess_shell", "cmd", "asyncio.subprocess.Process"),
    row("asyncio.Queue", "maxsize", "asyncio.Queue"),
    row("asyncio.to_thread", "func", callable="func", variadic=True),
    row("os.register_at_fork"),
    row("os.fork"),
    row("os.forkpty"),
    row("pty.fork"),
)


def _pool_methods(pool: str, result: str) -> tuple[Api, ...]:
    plain = {"callable": "func", "args": "args", "kwargs": "kwds"}
    mapped = {"callable": "func", "iterable": "iterable"}
    late = {"callback": ("callback", "error_callback")}
    return (
        row(f"{pool}.apply", "func args kwds", blocks=True, **plain),
        row(f"{pool}.apply_async", "func args kwds callback error_callback", result, **plain, **late),
        row(f"{pool}.map", "func iterable chunksize", "builtins.list", blocks=True, **mapped),
        row(f"{pool}.map_async", "func iterable chunksize callback error_callback", result, **mapped, **late),
        row(f"{pool}.imap", "func iterable chunksize", ITERATOR, **mapped),
        row(f"{pool}.imap_unordered", "func iterable chunksize", ITERATOR, **mapped),
        row(f"{pool}.starmap", "func iterable chunksize", "builtins.list", blocks=True, star=True, **mapped),
        row(
            f"{pool}.starmap_async",
            "func iterable chunksize callback error_callback",
            result,
            star=True,
            **mapped,
            **late,
        ),
        *(row(f"{pool}.{name}") for name in ("close", "terminate", "join")),
    )


def _executor_methods(executor: str) -> tuple[Api, ...]:
    return (
        row(f"{executor}.submit", "fn", FUTURE, callable="fn", variadic=True),
        row(f"{executor}.map", "fn", "builtins.map", callable="fn", variadic=True, iterable="*"),
        row(f"{executor}.shutdown", "wait cancel_futures"),
    )


METHODS: tuple[Api, ...] = (
    *_pool_methods(POOL, RESULT),
    *_pool_methods(THREAD_POOL, THREAD_RESULT),
    *(api for name in (PROCESS_EXECUTOR, THREAD_EXECUTOR, INTERPRETER_EXECUTOR) for api in _executor_methods(name)),
    *(row(f"multiprocessing.{name}.put", "obj block timeout", item="obj") for name in QUEUES),
    *(row(f"multiprocessing.{name}.put_nowait", "obj", item="obj") for name in QUEUES),
    row(f"{PROXY}QueueProxy.put", "item block timeout", item="item"),
    row(f"{PROXY}QueueProxy.put_nowait", "item", item="item"),
    row(f"{CONNECTION}.send", "obj", item="obj"),
    row("multiprocessing.connection.Listener.accept", "", CONNECTION),
    *(row(f"{MANAGER}.{name}", "value", f"{PROXY}{name}Proxy") for name in SYNC),
    *(row(f"{MANAGER}.{name}", "maxsize", f"{PROXY}QueueProxy") for name in ("Queue", "JoinableQueue")),
    *(row(f"{MANAGER}.{name}", "value", f"{PROXY}{name.title()}Proxy") for name in ("list", "dict", "set")),
    *(row(f"{MANAGER}.{name}", "value", f"{PROXY}{name}Proxy") for name in ("Namespace", "Value", "Array")),
    row(f"{MANAGER}.Pool", "processes initializer initargs", f"{PROXY}PoolProxy", **_POOL),
    row(f"{CONTEXT}.Manager", "", MANAGER),
    row(
        "multiprocessing.managers.SharedMemoryManager.SharedMemory",
        "size",
        "multiprocessing.shared_memory.SharedMemory",
    ),
    row(
        "multiprocessing.managers.SharedMemoryManager.ShareableList",
        "sequence",
        "multiprocessing.shared_memory.ShareableList",
    ),
    row("asyncio.loop.run_in_executor", "executor func", "asyncio.Future", callable="func", variadic=True),
)
