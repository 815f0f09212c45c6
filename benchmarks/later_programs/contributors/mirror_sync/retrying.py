"""Retry decorator for flaky transfers."""
import functools
import logging
import time

log = logging.getLogger(__name__)


def retry(times=3, delay=0.01, on=(OSError,)):
    def decorate(function):
        @functools.wraps(function)
        def attempt(*args, **kwargs):
            for number in range(1, times + 1):
                try:
                    return function(*args, **kwargs)
                except on:
                    if number == times:
                        raise
                    log.info("attempt %d of %s failed", number, function.__name__)
                    time.sleep(delay)

        return attempt

    return decorate
