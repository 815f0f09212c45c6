"""Memory budget of one conversion."""
import os
import sys

HARD_LIMIT = 64 * 1024 * 1024
EXIT_OVER_BUDGET = 87


class Budget:
    def __init__(self, limit=HARD_LIMIT):
        self.limit = limit
        self.used = 0

    def charge(self, amount):
        self.used += amount
        if self.used > self.limit:
            give_up("budget of %d bytes exceeded" % self.limit)


def give_up(reason):
    sys.stderr.write("conversion stopped: %s\n" % reason)
    sys.stderr.flush()
    os._exit(EXIT_OVER_BUDGET)
