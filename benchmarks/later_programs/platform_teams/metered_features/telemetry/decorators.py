import functools
import logging
import time
from typing import Any, Callable, Type, TypeVar

F = TypeVar("F", bound=Callable[..., Any])
log = logging.getLogger(__name__)


def metered(function: F) -> F:
    @functools.wraps(function)
    def timed(*args: Any, **kwargs: Any) -> Any:
        started = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            log.debug("%s took %.3f s", function.__qualname__, time.perf_counter() - started)

    return timed


def retried(*errors: Type[Exception], attempts: int = 3) -> Callable[[F], F]:
    def decorate(function: F) -> F:
        @functools.wraps(function)
        def attempt(*args: Any, **kwargs: Any) -> Any:
            for _ in range(attempts - 1):
                try:
                    return function(*args, **kwargs)
                except errors:
                    continue
            return function(*args, **kwargs)

        return attempt

    return decorate
