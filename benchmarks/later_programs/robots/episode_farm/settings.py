import os
from dataclasses import dataclass, field, replace
from typing import Dict


@dataclass(frozen=True)
class Settings:
    card: int = 0
    threads: int = 1
    extra: Dict[str, str] = field(default_factory=dict)

    def on_card(self, card):
        return replace(self, card=card)

    def as_environment(self):
        """A whole environment for a program that is started with it."""
        environment = dict(os.environ)
        environment.update(self.extra, FARM_CARD=str(self.card), OMP_NUM_THREADS=str(self.threads))
        return environment

    def apply(self):
        """Into the environment of the process that calls this."""
        os.environ["FARM_CARD"] = str(self.card)
        os.environ["OMP_NUM_THREADS"] = str(self.threads)
        os.environ.update(self.extra)
