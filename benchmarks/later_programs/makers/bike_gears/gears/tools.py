import functools
import time


def measured(function):
    """Leave the duration of the last call on the function."""

    @functools.wraps(function)
    def timed(*args, **kwargs):
        began = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            timed.seconds = time.perf_counter() - began

    timed.seconds = 0.0
    return timed


def rounded(digits):
    def decorate(function):
        @functools.wraps(function)
        def shorter(*args, **kwargs):
            return round(function(*args, **kwargs), digits)

        return shorter

    return decorate


class Registered:
    """Decorator that only files a function, and gives it back as it is."""

    def __init__(self):
        self.functions = {}

    def __call__(self, function):
        self.functions[function.__name__] = function
        return function
