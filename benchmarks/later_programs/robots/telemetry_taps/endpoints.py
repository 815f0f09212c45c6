"""The kinds of endpoints that a telemetry tap may have."""
import multiprocessing as mp
from typing import Any, Callable, Dict

KINDS: Dict[str, Callable[..., Any]] = {
    "stream": mp.Queue,
    "trigger": mp.Event,
    "level": mp.Value,
}

DEFAULTS = {"stream": (64,), "trigger": (), "level": ("d", 0.0)}


def make(kind: str) -> Any:
    return KINDS[kind](*DEFAULTS[kind])
