"""A unit: a command that is run and whose status counts."""

import subprocess
import sys
from typing import NamedTuple


class Unit(NamedTuple):
    name: str
    code: str

    def run(self):
        return subprocess.run([sys.executable, "-c", self.code]).returncode
