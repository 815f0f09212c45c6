import subprocess
import time
from dataclasses import dataclass

from .registry import CHECKS

LIMIT = 2.0


@dataclass(frozen=True)
class Outcome:
    name: str
    verdict: str
    seconds: float


class ShellStep:
    def __init__(self, line: str):
        self.child = subprocess.Popen(
            line, shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )

    def finish(self, limit: float) -> str:
        try:
            self.child.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.communicate()
            return "timed out"
        return "passed" if self.child.returncode == 0 else "failed"


def run_check(name: str) -> Outcome:
    began = time.monotonic()
    verdict = ShellStep(CHECKS[name]()).finish(LIMIT)
    return Outcome(name, verdict, time.monotonic() - began)
