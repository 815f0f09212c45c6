"""What a single job may use."""
import os
import sys

MAX_LINES = 100
OVER_BUDGET = 70


def check(document):
    """Give the memory of an oversized job back to the system at once."""
    if len(document.lines) > MAX_LINES:
        print(f"{document.key}: over budget", file=sys.stderr, flush=True)
        os._exit(OVER_BUDGET)
