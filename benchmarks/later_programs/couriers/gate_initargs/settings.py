from dataclasses import dataclass
from functools import cached_property
import multiprocessing
from multiprocessing.context import BaseContext
from typing import Any, Dict


@dataclass
class Settings:
    workers: int = 2
    method: str = ""

    @cached_property
    def context(self) -> BaseContext:
        return multiprocessing.get_context(self.method or None)

    def executor_options(self, setup: Any, *shared: Any) -> Dict[str, Any]:
        return {
            "max_workers": self.workers,
            "mp_context": self.context,
            "initializer": setup,
            "initargs": shared,
        }
