"""South: quiet nights."""


def check(complaint):
    return complaint["id"], complaint.get("hour", 12) >= 22


HOOKS = {"title": "night by-law", "check": check}
