"""Executors whose workers have the settings, whichever way they come into being."""
import asyncio
import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from typing import Any, Awaitable, Callable, List, Sequence

from settings import Settings, install

NEED_SETUP = {"spawn", "forkserver"}


def process_executor(settings: Settings, workers: int = 2) -> ProcessPoolExecutor:
    options = {"max_workers": workers}
    if multiprocessing.get_start_method() != "fork":
        options.update(initializer=install, initargs=(settings,))
    return ProcessPoolExecutor(**options)


def pool(settings: Settings, workers: int = 2):
    ctx = multiprocessing.get_context()
    setup = install if ctx.get_start_method() in NEED_SETUP else None
    return ctx.Pool(workers, setup, (settings,) if setup else ())


async def gather(executor: ThreadPoolExecutor, function: Callable[[Any], Any], items: Sequence[Any]) -> List[Any]:
    loop = asyncio.get_running_loop()
    waiting: List[Awaitable[Any]] = [loop.run_in_executor(executor, function, item) for item in items]
    return list(await asyncio.gather(*waiting))
