import functools
import time
from typing import Callable, Tuple, Type, TypeVar

R = TypeVar("R")


class QuoteError(Exception):
    pass


class RetriesExhausted(QuoteError):
    def __init__(self, operation: str, attempts: int, last: Exception) -> None:
        super().__init__(f"{operation} gave up after {attempts} attempts: {last}")
        self.operation = operation
        self.attempts = attempts


def retrying(attempts: int, pause: float, on: Tuple[Type[Exception], ...]):
    def decorate(func: Callable[..., R]) -> Callable[..., R]:
        @functools.wraps(func)
        def call(*args, **kwargs) -> R:
            for attempt in range(1, attempts + 1):
                try:
                    return func(*args, **kwargs)
                except on as exc:
                    if attempt == attempts:
                        raise RetriesExhausted(func.__name__, attempts, exc) from exc
                    time.sleep(pause * attempt)
            raise AssertionError("unreachable")

        return call

    return decorate
