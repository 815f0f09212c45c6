"""What all components of the press service have in common."""
from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, Callable


class Component:
    """Named part of the service with its own worker processes."""

    def __init__(self, name: str, workers: int = 2) -> None:
        self.name = name
        self.log = logging.getLogger(f"press.{name}")
        self.workers = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))

    async def __aenter__(self):
        self.log.debug("%s is up", self.name)
        return self

    async def __aexit__(self, *exc_info) -> None:
        await asyncio.to_thread(self.workers.shutdown)
        self.log.debug("%s is down", self.name)

    async def offload(self, job: Callable[..., Any], *args: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self.workers, job, *args)
