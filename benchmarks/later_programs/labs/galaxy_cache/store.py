"""Results of finished simulations, one small JSON file a parameter set."""
import json
import os
import tempfile
from pathlib import Path


def label(params):
    """A canonical spelling of a parameter set."""
    return ";".join(f"{name}={params[name]!r}" for name in sorted(params))


class ResultStore:
    def __init__(self, root):
        self.root = Path(root)

    def _slot(self, params):
        return self.root / f"{hash(label(params)) & 0xFFFFFFFFFFFF:012x}.json"

    def save(self, params, result):
        handle, name = tempfile.mkstemp(dir=self.root, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump({"params": params, "result": result}, out)
        os.replace(name, self._slot(params))

    def load(self, params):
        with self._slot(params).open(encoding="utf-8") as source:
            return json.load(source)["result"]

    def __len__(self):
        return sum(1 for _ in self.root.glob("*.json"))
