"""A small retry helper."""
import logging
import time

log = logging.getLogger(__name__)


def retry(times=3, delay=0.01, on=(OSError,)):
    """Call the function again when it fails with one of the given errors."""

    def decorate(function):
        def attempt(*args, **kwargs):
            for number in range(1, times + 1):
                try:
                    return function(*args, **kwargs)
                except on as exc:
                    if number == times:
                        raise
                    log.info("%s failed (%s), trying again", function.__name__, exc)
                    time.sleep(delay * number)

        attempt.__doc__ = function.__doc__
        return attempt

    return decorate
