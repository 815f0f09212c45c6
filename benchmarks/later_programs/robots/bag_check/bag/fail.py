import sys


def expect(condition, message, *details):
    """The tools of this package leave with a message rather than with a traceback."""
    if not condition:
        sys.exit("bag: " + message.format(*details))
