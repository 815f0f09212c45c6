"""Since which version of Python what the standard library offers of processes is there.

Source: the "Added in version" lines of CPython's documentation; Python 3.8 and what is older is not named.
"""

from __future__ import annotations

Version = tuple[int, int]
_EXECUTOR = "concurrent.futures.ProcessPoolExecutor"
_SHARED_MEMORY = "multiprocessing.shared_memory.SharedMemory"
_LOCKS = ("Lock", "RLock", "Semaphore", "BoundedSemaphore")

#: Functions, classes and methods by dotted name.
ADDED: dict[str, Version] = {
    "os.pidfd_open": (3, 9),
    "os.waitstatus_to_exitcode": (3, 9),
    "os.unshare": (3, 12),
    "os.setns": (3, 12),
    "os.process_cpu_count": (3, 13),
    "signal.pidfd_send_signal": (3, 9),
    "concurrent.futures.InterpreterPoolExecutor": (3, 14),
    "concurrent.interpreters.create": (3, 14),
    f"{_EXECUTOR}.terminate_workers": (3, 14),
    f"{_EXECUTOR}.kill_workers": (3, 14),
    "multiprocessing.Process.interrupt": (3, 14),
    "multiprocessing.managers.SyncManager.set": (3, 14),
    **{f"multiprocessing.{name}.locked": (3, 14) for name in _LOCKS},
}

#: Keywords of functions and constructors, by dotted name.
ADDED_KEYWORDS: dict[str, dict[str, Version]] = {
    **{
        f"{name}.shutdown": {"cancel_futures": (3, 9)}
        for name in (_EXECUTOR, "concurrent.futures.ThreadPoolExecutor", "concurrent.futures.Executor")
    },
    **{f"{name}.map": {"buffersize": (3, 14)} for name in (_EXECUTOR, "concurrent.futures.ThreadPoolExecutor")},
    _EXECUTOR: {"max_tasks_per_child": (3, 11)},
    _SHARED_MEMORY: {"track": (3, 13)},
    "multiprocessing.set_forkserver_preload": {"on_error": (3, 15)},
    **{
        f"subprocess.{name}": {
            "user": (3, 9),
            "group": (3, 9),
            "extra_groups": (3, 9),
            "umask": (3, 9),
            "pipesize": (3, 10),
            "process_group": (3, 11),
        }
        for name in ("Popen", "run", "call", "check_call", "check_output")
    },
}
