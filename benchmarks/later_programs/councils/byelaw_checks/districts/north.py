"""North: no litter."""


def check(complaint):
    return complaint["id"], complaint["kind"] == "litter" and complaint["bags"] > 2


HOOKS = {"title": "litter by-law", "check": check}
