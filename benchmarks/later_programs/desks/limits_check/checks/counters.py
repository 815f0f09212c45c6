"""What the workers of a pool share: set once as each of them starts."""
from typing import Any

_shared: Any = None


class Shared:
    def __init__(self, ctx) -> None:
        self.checked = ctx.Value("i", 0)
        self.stop = ctx.Event()


def attach(shared: Shared) -> None:
    global _shared
    _shared = shared


def tick() -> bool:
    with _shared.checked.get_lock():
        _shared.checked.value += 1
    return not _shared.stop.is_set()
