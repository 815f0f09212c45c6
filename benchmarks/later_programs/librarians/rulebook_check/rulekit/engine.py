"""Rules are functions from a document's fields to a complaint or None."""
import json

from .errors import Unreadable, Violation


class Rulebook:
    def __init__(self):
        self._rules = {}

    def rule(self, func):
        self._rules[func.__name__] = func
        return func

    def __iter__(self):
        return iter(self._rules.items())


def check(rulebook, name, source):
    """Returns the number of rules kept; the first broken one is raised."""
    try:
        fields = json.loads(source)
    except json.JSONDecodeError as error:
        raise Unreadable(name, f"line {error.lineno}: {error.msg}") from None
    kept = 0
    for title, rule in rulebook:
        complaint = rule(fields)
        if complaint:
            raise Violation(name, f"{title}: {complaint}")
        kept += 1
    return kept
