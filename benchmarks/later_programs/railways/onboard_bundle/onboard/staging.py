import shutil
import tempfile
from pathlib import Path
from typing import Dict, List


class StagingArea:
    """A scratch folder that holds the sources of one bundle."""

    def __init__(self, prefix: str = "bundle-"):
        self._root = Path(tempfile.mkdtemp(prefix=prefix))

    @property
    def root(self) -> Path:
        return self._root

    def store(self, scripts: Dict[str, str]) -> List[Path]:
        written = []
        for unit, text in sorted(scripts.items()):
            target = self._root / (unit + ".py")
            target.write_text(text, encoding="utf-8")
            written.append(target)
        return written

    def compiled(self) -> List[Path]:
        return sorted(self._root.rglob("*.pyc"))

    def discard(self) -> None:
        shutil.rmtree(str(self._root), ignore_errors=True)
