"""How worker processes come into being on this machine."""
import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor
from typing import Any, Callable, Dict, Tuple

FRESH_PROCESS_PLATFORMS = frozenset({"win32", "cygwin", "darwin"})


def starts_empty() -> bool:
    """Whether workers begin without what the parent has loaded."""
    return sys.platform in FRESH_PROCESS_PLATFORMS


def executor(workers: int, prepare: Callable[..., None], *arguments: Any) -> ProcessPoolExecutor:
    options: Dict[str, Any] = {"max_workers": workers, "mp_context": multiprocessing.get_context()}
    if starts_empty():
        options.update(initializer=prepare, initargs=tuple(arguments))
    return ProcessPoolExecutor(**options)


def split(items: list, parts: int) -> Tuple[list, ...]:
    return tuple(items[k::parts] for k in range(parts))
