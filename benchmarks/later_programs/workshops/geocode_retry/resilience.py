"""Trying again what fails now and then."""

import functools
import time


def _attempt(function, times, pause, *args, **kwargs):
    for left in range(times - 1, -1, -1):
        try:
            return function(*args, **kwargs)
        except OSError:
            if not left:
                raise
            time.sleep(pause)


def retried(times=3, pause=0.01):
    """A decorator: call the function up to so many times."""

    def decorate(function):
        return functools.partial(_attempt, function, times, pause)

    return decorate
