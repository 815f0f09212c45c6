"""Each filter says why a message may not be posted, or nothing."""
from . import config

FILTERS = []


def rule(function):
    FILTERS.append(function)
    return function


@rule
def bad_language(text):
    found = config.settings.banned.intersection(text.lower().split())
    return "language: " + ", ".join(sorted(found)) if found else None


@rule
def too_many_links(text):
    links = text.count("http://") + text.count("https://")
    return "links" if links > config.settings.max_links else None


def verdict(text):
    return next((reason for check in FILTERS for reason in [check(text)] if reason), None)
