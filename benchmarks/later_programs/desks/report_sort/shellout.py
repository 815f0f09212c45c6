"""The one place from which the report batch starts programs."""
import os
import subprocess
from dataclasses import dataclass, field, replace
from typing import Dict, List


@dataclass(frozen=True)
class Runner:
    """Options shared by all steps of a batch."""

    cwd: str = "."
    shell: bool = True
    env: Dict[str, str] = field(default_factory=lambda: {**os.environ, "LC_ALL": "C"})

    def within(self, folder: str) -> "Runner":
        return replace(self, cwd=folder)

    def lines(self, argv: List[str]) -> List[str]:
        done = subprocess.run(
            argv,
            cwd=self.cwd,
            env=self.env,
            shell=self.shell,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=True,
        )
        return done.stdout.splitlines()
