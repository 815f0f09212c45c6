"""Start and stop of the gateway's resources."""
from __future__ import annotations

import asyncio
import atexit
import contextlib
import multiprocessing
import shutil
import signal
import tempfile
import weakref
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path


def pick_context():
    """The best start method that does not copy a running loop."""
    offered = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("forkserver" if "forkserver" in offered else "spawn")


class Resources:
    def __init__(self, workers: int) -> None:
        self.executor = ProcessPoolExecutor(workers, mp_context=pick_context())
        self.spool = Path(tempfile.mkdtemp(prefix="sessions-"))
        self.stopping = asyncio.Event()
        self._cleaner = weakref.finalize(self, shutil.rmtree, str(self.spool), ignore_errors=True)
        atexit.register(self.close)

    def close(self) -> None:
        self.executor.shutdown(wait=True)
        self._cleaner()

    def __del__(self) -> None:
        self.close()


@contextlib.contextmanager
def stop_signals(stopping: asyncio.Event):
    loop = asyncio.get_running_loop()
    installed = []
    for name in ("SIGINT", "SIGTERM"):
        number = getattr(signal, name)
        try:
            loop.add_signal_handler(number, stopping.set)
        except NotImplementedError:
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stopping.set))
        else:
            installed.append(number)
    try:
        yield
    finally:
        for number in installed:
            loop.remove_signal_handler(number)


@contextlib.asynccontextmanager
async def lifespan(workers: int = 2):
    resources = Resources(workers)
    with stop_signals(resources.stopping):
        yield resources
    await asyncio.get_running_loop().run_in_executor(None, resources.close)
    atexit.unregister(resources.close)
