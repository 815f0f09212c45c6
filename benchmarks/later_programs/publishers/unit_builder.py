"""A tiny build tool: compiles units in processes of their own and remembers what was built from what."""
import hashlib
import multiprocessing
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Dict, List


class BuildCache:
    def __init__(self, path: Path) -> None:
        self.database = sqlite3.connect(str(path))
        self.database.execute("create table if not exists built (unit text primary key, digest text)")

    def is_fresh(self, unit: str, digest: str) -> bool:
        row = self.database.execute("select digest from built where unit = ?", (unit,)).fetchone()
        return row is not None and row[0] == digest

    def remember(self, unit: str, digest: str) -> None:
        with self.database:
            self.database.execute("insert or replace into built values (?, ?)", (unit, digest))

    def close(self) -> None:
        self.database.close()


class Builder:
    def __init__(self, root: Path, optimise: bool = True) -> None:
        self.root = root
        self.optimise = optimise
        self.cache = BuildCache(root / ".cache.sqlite")

    def digest(self, unit: str) -> str:
        return hashlib.sha256((self.root / unit).read_bytes()).hexdigest()

    def compile_unit(self, unit: str) -> None:
        source = (self.root / unit).read_text(encoding="utf-8")
        lines = [line for line in source.splitlines() if line.strip() or not self.optimise]
        (self.root / unit).with_suffix(".out").write_text("\n".join(lines), encoding="utf-8")

    def build(self, units: List[str]) -> Dict[str, bool]:
        stale = {unit: self.digest(unit) for unit in units}
        stale = {unit: digest for unit, digest in stale.items() if not self.cache.is_fresh(unit, digest)}
        jobs = {}
        for unit in stale:
            jobs[unit] = multiprocessing.Process(target=self.compile_unit, args=(unit,))
            jobs[unit].start()
        outcome = {}
        for unit, job in jobs.items():
            job.join()
            outcome[unit] = job.exitcode == 0
            if outcome[unit]:
                self.cache.remember(unit, stale[unit])
        return outcome


def main() -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("lexer.src", "parser.src", "emit.src"):
            (root / name).write_text(f"unit {name}\n\nend\n", encoding="utf-8")
        builder = Builder(root)
        first = builder.build(["lexer.src", "parser.src", "emit.src"])
        second = builder.build(["lexer.src", "parser.src", "emit.src"])
        builder.cache.close()
    print("built", sum(first.values()), "then", len(second))
    print("ok" if all(first.values()) and len(first) == 3 and not second else "failed")


if __name__ == "__main__":
    main()
