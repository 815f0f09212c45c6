"""Small functional toolkit."""
from functools import reduce


def identity(x):
    return x


def compose(*functions):
    """Left to right composition: compose(f, g)(x) == g(f(x))."""
    return reduce(lambda f, g: lambda x: g(f(x)), functions, identity)


def juxt(*functions):
    return lambda x: tuple(f(x) for f in functions)


def pluck(keys, mapping):
    return [mapping[k] for k in keys]
