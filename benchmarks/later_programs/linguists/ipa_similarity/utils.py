from functools import update_wrapper, wraps

REGISTRY = {}


def registered(fn):
    REGISTRY[fn.__name__] = fn
    return fn


def symmetric(fn):
    """Evaluate fn(a, b) with its arguments in order."""
    @wraps(fn)
    def ordered(pair):
        return fn(*sorted(pair))
    return ordered


def traced(prefix):
    def decorate(fn):
        def inner(*args):
            value = fn(*args)
            if value is None:
                raise ValueError(f"{prefix}: no value for {args}")
            return value
        return update_wrapper(inner, fn)
    return decorate
