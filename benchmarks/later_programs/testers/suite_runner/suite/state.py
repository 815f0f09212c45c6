from dataclasses import dataclass
from typing import Optional


@dataclass(frozen=True)
class Options:
    seed: int
    examples: int
    strict: bool = False


_current: Optional[Options] = None


def install(options: Options) -> None:
    global _current
    _current = options


def current() -> Optional[Options]:
    return _current
