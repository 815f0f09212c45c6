import time


def measured(func):
    """Return (seconds, result) rather than the result alone."""

    def call(*args):
        began = time.perf_counter()
        result = func(*args)
        return time.perf_counter() - began, result

    call.__doc__ = func.__doc__
    return call
