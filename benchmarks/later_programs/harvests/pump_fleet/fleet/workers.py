"""How the workers of the fleet are made."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Dict

from fleet import limits


@dataclass(frozen=True)
class Setup:
    site: str
    overrides: Dict[str, float] = field(default_factory=dict)

    def apply(self):
        limits.install(self.site, self.overrides)

    def options(self):
        return {"initializer": self.apply, "max_workers": 2}


def executor(setup):
    return ProcessPoolExecutor(**setup.options())
