"""South: the lake."""


def check(gauge):
    return gauge["level"] < 150


HOOKS = {"title": "low_water", "check": check}
