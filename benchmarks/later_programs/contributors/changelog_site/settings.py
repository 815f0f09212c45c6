from __future__ import annotations

from dataclasses import dataclass, field
from typing import Dict


@dataclass(frozen=True)
class Settings:
    project: str
    repository: str
    labels: Dict[str, str] = field(default_factory=dict)

    def url(self, number: int) -> str:
        return "%s/pull/%d" % (self.repository.rstrip("/"), number)

    @classmethod
    def load(cls, project: str) -> "Settings":
        return cls(project, "https://git.example.org/" + project,
                   {"feat": "Features", "fix": "Bug fixes"})
