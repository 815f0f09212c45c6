import multiprocessing
from abc import ABC, abstractmethod
from multiprocessing.context import BaseContext
from typing import Any, Dict

import tables


class Launcher(ABC):
    """Knows how the workers of a pool come by the route table."""

    def __init__(self, context: BaseContext, table: tables.RouteTable):
        self.context = context
        self.table = table

    @abstractmethod
    def pool_options(self) -> Dict[str, Any]:
        ...

    def open_pool(self, size: int):
        return self.context.Pool(size, **self.pool_options())


class InheritingLauncher(Launcher):
    def pool_options(self):
        tables.install(self.table)
        return {}


class CopyingLauncher(Launcher):
    def pool_options(self):
        return {"initializer": tables.install, "initargs": (self.table,)}


def launcher_for(table: tables.RouteTable) -> Launcher:
    context = multiprocessing.get_context()
    if context.get_start_method() == "spawn":
        return CopyingLauncher(context, table)
    return InheritingLauncher(context, table)
