"""What the moderators go by."""
import json
from dataclasses import dataclass, field
from typing import Set


@dataclass
class Settings:
    """The rules of the house; load() replaces the defaults."""

    banned: Set[str] = field(default_factory=set)
    max_links: int = 5

    def load(self, path: str) -> "Settings":
        with open(path, encoding="utf-8") as file:
            raw = json.load(file)
        self.banned = {word.lower() for word in raw.get("banned", ())}
        self.max_links = int(raw.get("max_links", self.max_links))
        return self


settings = Settings()
