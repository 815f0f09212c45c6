"""Decorators of the job modules."""
import functools
import logging
import time

JOBS = {}
log = logging.getLogger(__name__)


def job(function=None, *, name=None):
    """Enters a function under a name; the function itself stays what it is."""
    if function is None:
        return functools.partial(job, name=name)
    JOBS[name or function.__name__] = function
    return function


def timed(unit=1e3):
    def mark(function):
        @functools.wraps(function)
        def call(*args, **options):
            begun = time.perf_counter()
            result = function(*args, **options)
            log.debug("%s took %.3f", function.__name__, (time.perf_counter() - begun) * unit)
            return result

        return call

    return mark


class Retried:
    """Calls a function up to ``times`` times."""

    def __init__(self, times):
        self.times = times

    def __call__(self, function):
        def attempt(*args):
            for left in reversed(range(self.times)):
                try:
                    return function(*args)
                except ConnectionError:
                    if not left:
                        raise

        return functools.update_wrapper(attempt, function)
