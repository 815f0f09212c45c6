"""North: the river."""


def check(gauge):
    return gauge["level"] > 350


HOOKS = {"title": "high_water", "check": check}
