"""The checks that a travel expense claim has to pass."""

import config


def amount(claim):
    if claim["amount"] > config.max_amount:
        return "amount above %d" % config.max_amount


def date(claim):
    if not claim["date"].startswith(str(config.year)):
        return "not from %d" % config.year


def receipt(claim):
    if config.strict and not claim.get("receipt"):
        return "no receipt"


ALL = (amount, date, receipt)


def run(claim):
    """The number of a claim, and what is wrong with it."""
    return claim["number"], [text for text in (check(claim) for check in ALL) if text]
