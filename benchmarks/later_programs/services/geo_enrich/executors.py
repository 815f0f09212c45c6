"""The two executors of the enrichment service."""
from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack


class Executors:
    def __init__(self, io_threads=3, cpu_processes=1):
        self._stack = ExitStack()
        self.cpu = self._stack.enter_context(
            ProcessPoolExecutor(cpu_processes, mp_context=multiprocessing.get_context("spawn"))
        )
        self.io = self._stack.enter_context(ThreadPoolExecutor(io_threads))

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return self._stack.__exit__(*exc)
