import functools
import operator

_TARIFFS = {}


def tariff(name):
    def register(cls):
        _TARIFFS[name] = cls
        return cls

    return register


def create(name, **options):
    return _TARIFFS[name](**options)


def audited(function):
    @functools.wraps(function)
    def wrapper(*args):
        value = function(*args)
        if value < 0:
            raise ValueError("negative fare")
        return value

    return wrapper


in_cents = functools.partial(operator.mul, 100)
