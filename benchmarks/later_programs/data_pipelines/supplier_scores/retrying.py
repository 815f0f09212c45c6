"""Retry policy for the scoring functions."""
import functools
import time


class Retrying:
    """Calls the function again, up to `attempts` times, when it raises one of `errors`."""

    def __init__(self, function, attempts, errors, pause):
        functools.update_wrapper(self, function)
        self.function = function
        self.attempts = attempts
        self.errors = errors
        self.pause = pause

    def __call__(self, *args, **kwargs):
        for left in reversed(range(self.attempts)):
            try:
                return self.function(*args, **kwargs)
            except self.errors:
                if not left:
                    raise
                time.sleep(self.pause)


def retrying(attempts=3, errors=(OSError,), pause=0.01):
    return functools.partial(Retrying, attempts=attempts, errors=errors, pause=pause)
