import multiprocessing
import sys
from multiprocessing.context import BaseContext


class ContextFactory:
    """Cheap processes on our Linux servers, the portable kind on office machines."""

    @staticmethod
    def create() -> BaseContext:
        available = multiprocessing.get_all_start_methods()
        if sys.platform == "linux" and "fork" in available:
            return multiprocessing.get_context("fork")
        return multiprocessing.get_context("spawn")
