import functools
import logging

log = logging.getLogger(__name__)


def traced(level=logging.DEBUG):
    def decorate(func):
        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            log.log(level, "enter %s", func.__name__)
            try:
                return func(*args, **kwargs)
            finally:
                log.log(level, "leave %s", func.__name__)

        return wrapper

    return decorate
