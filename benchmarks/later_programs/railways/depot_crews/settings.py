import json
from typing import Any, Dict

DOCUMENT = """
{
  "depots": {
    "north": {"drivers": 14, "rest_hours": 11},
    "harbour": {"drivers": 6, "rest_hours": 12}
  },
  "default_depot": "south"
}
"""


class Settings:
    _instance = None

    def __init__(self, tree: Dict[str, Any]):
        self._tree = tree

    @classmethod
    def instance(cls) -> "Settings":
        if cls._instance is None:
            cls._instance = cls(json.loads(DOCUMENT))
        return cls._instance

    def depot(self, name: str) -> Dict[str, int]:
        return self._tree["depots"][name]

    @property
    def default_depot(self) -> str:
        return self._tree["default_depot"]
