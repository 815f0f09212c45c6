"""Decorators shared by the feed jobs."""
import functools
import time


def retried(times=3, delay=0.01, on=(ValueError,)):
    """Call again when one of the exceptions *on* comes out, at most *times* times."""

    def decorate(func):
        @functools.wraps(func)
        def attempt(*args, **kwargs):
            for left in reversed(range(times)):
                try:
                    return func(*args, **kwargs)
                except on:
                    if not left:
                        raise
                    time.sleep(delay)

        return attempt

    return decorate


def text_only(func):
    """Refuse anything but text as the first argument."""

    @functools.wraps(func)
    def checked(text, *args, **kwargs):
        if not isinstance(text, str):
            raise TypeError(f"{func.__name__} wants text, not {type(text).__name__}")
        return func(text, *args, **kwargs)

    return checked
