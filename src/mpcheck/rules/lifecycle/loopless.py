"""Calls of asyncio that raise where no event loop runs: in a worker process, and in a thread of a pool."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

from mpcheck.model.module import Module
from mpcheck.model.scopes import FunctionInfo

#: These ask for the loop that runs in the thread of their caller.
_OF_RUNNING_LOOP = {f"asyncio.{name}" for name in ("get_running_loop", "create_task", "current_task", "all_tasks")}
#: These would make one, but for the main thread alone.
_OF_THREAD = {"asyncio.get_event_loop", "asyncio.ensure_future", "asyncio.Future"}
_GIVES_THREAD_ONE = "asyncio.set_event_loop"


def calls_without_loop(module: Module, functions: Collection[FunctionInfo], *, in_thread: bool) -> Iterator[ast.Call]:
    """The calls that raise ``RuntimeError`` when some functions run in a process, or in another thread than its main one."""
    calls = [(call, module.external_name(call.func)) for one in functions if not one.is_async for call in one.calls]
    wanted = set(_OF_RUNNING_LOOP)
    if in_thread and not any(name == _GIVES_THREAD_ONE for _, name in calls):
        wanted |= _OF_THREAD
    yield from (call for call, name in calls if name in wanted and not _names_loop(call, name))


def _names_loop(call: ast.Call, name: str) -> bool:
    """Whether a call names the loop, which then need not run here; ``create_task`` takes none."""
    takes_loop_first = name in ("asyncio.current_task", "asyncio.all_tasks")
    return any(keyword.arg in ("loop", None) for keyword in call.keywords) or (takes_loop_first and bool(call.args))
