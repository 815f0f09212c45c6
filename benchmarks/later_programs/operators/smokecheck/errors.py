"""What a check reports."""
from dataclasses import dataclass


@dataclass(eq=False)
class CheckFailed(Exception):
    check: str
    target: str
    detail: str = ""

    def __str__(self):
        return "%s on %s%s" % (self.check, self.target, ": " + self.detail if self.detail else "")
