"""Write the manifest (row count and digest) of the monthly database dumps."""
import csv
import hashlib
import logging
import tempfile
from contextlib import closing
from itertools import repeat
from multiprocessing import Pool
from pathlib import Path
from typing import Dict, List, Tuple

log = logging.getLogger("manifest")

ROWS = {"january": 80_000, "february": 12, "march": 340, "april": 7}

Entry = Tuple[int, str]


def write_dump(folder: Path, month: str, rows: int) -> Path:
    path = folder / f"{month}.dump"
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows(zip(range(rows), repeat(month)))
    return path


def measure(path: Path) -> Entry:
    """Row count and chained digest of one dump."""
    rows, chain = 0, b""
    with path.open("rb") as dump:
        for line in dump:
            chain = hashlib.pbkdf2_hmac("sha256", line, chain or b"start", 12)
            rows += 1
    return rows, chain.hex()[:12]


class Manifest:
    def __init__(self, dumps: List[Path]) -> None:
        self.dumps = dumps
        self.entries: Dict[str, Entry] = {}

    def build(self, jobs: int = 2) -> "Manifest":
        with closing(Pool(jobs)) as pool:
            for number, entry in enumerate(pool.imap_unordered(measure, self.dumps)):
                name = self.dumps[number].name
                self.entries[name] = entry
                log.info("%s is done (%d of %d)", name, number + 1, len(self.dumps))
        pool.join()
        return self

    def lines(self) -> List[str]:
        return [f"{name} rows={rows} digest={digest}" for name, (rows, digest) in self.entries.items()]


def main() -> None:
    logging.basicConfig(level=logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="dumps-") as name:
        folder = Path(name)
        dumps = [write_dump(folder, month, rows) for month, rows in ROWS.items()]
        manifest = Manifest(dumps).build()
        target = folder / "MANIFEST"
        target.write_text("\n".join(manifest.lines()), encoding="utf-8")
        print(target.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
