"""Numeric columns of a text; each registers itself as this module is loaded."""

from options import options

COLUMNS = {}


def column(function):
    COLUMNS[function.__name__] = function
    return function


@column
def length(text):
    return len(text)


@column
def words(text):
    return len(text.split())


@column
def shouting(text):
    return sum(c.isupper() for c in text) / max(1, len(text))


def row(text):
    return [options.scale * COLUMNS[name](text) for name in options.columns]
