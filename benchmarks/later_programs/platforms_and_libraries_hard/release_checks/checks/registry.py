from typing import Callable, Dict

CHECKS: Dict[str, Callable[[], str]] = {}


def check(name: str):
    """Register a function that returns the command line of a check."""

    def register(func: Callable[[], str]) -> Callable[[], str]:
        CHECKS[name] = func
        return func

    return register
