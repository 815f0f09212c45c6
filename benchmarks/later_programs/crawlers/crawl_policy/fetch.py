"""One visit of one URL."""
import functools
import time

import policy


def polite(seconds):
    """Visits of the same process are so many seconds apart."""

    def decorate(function):
        @functools.wraps(function)
        def wrapper(url):
            time.sleep(seconds)
            return function(url)

        return wrapper

    return decorate


@polite(0.01)
def visit(url):
    decision = policy.verdict(url)
    if decision == "fetched":
        download(url, timeout=policy.limits["timeout"])
    return decision


def download(url, timeout):
    return f"<html><title>{url}</title></html>".encode()
