"""Small helpers."""

import functools
import time


def retried(times=3, pause=0.01):
    def decorate(function):
        @functools.wraps(function)
        def attempt(*args, **kwargs):
            for left in range(times - 1, -1, -1):
                try:
                    return function(*args, **kwargs)
                except OSError:
                    if not left:
                        raise
                    time.sleep(pause)

        return attempt

    return decorate


class Rounded:
    """A function whose results are rounded."""

    def __init__(self, function, digits):
        self.function = function
        self.digits = digits

    def __call__(self, *args):
        return round(self.function(*args), self.digits)
