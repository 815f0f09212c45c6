import functools
import time


def timed(function):
    @functools.wraps(function)
    def wrapper(*args):
        began = time.perf_counter()
        try:
            return function(*args)
        finally:
            wrapper.seconds += time.perf_counter() - began

    wrapper.seconds = 0.0
    return wrapper


def checked(low):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(number):
            if number < low:
                raise ValueError(number)
            return function(number)
        return wrapper
    return decorate
