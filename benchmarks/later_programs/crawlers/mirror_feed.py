"""Keeps a mirror up to date from the change feed of its origin, up to a given revision."""
from __future__ import annotations

import hashlib
import json
import tempfile
import time
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Iterator


@dataclass(frozen=True)
class Change:
    revision: int
    path: str
    body: str

    @classmethod
    def from_line(cls, line: str) -> Change:
        return cls(**json.loads(line))


@dataclass
class ChangeFeed:
    """The feed as the origin appends to it; like ``tail -f``."""

    source: Path
    idle: float = 0.02

    def __iter__(self) -> Iterator[Change]:
        with self.source.open(encoding="utf-8") as stream:
            while True:
                line = stream.readline()
                if line:
                    yield Change.from_line(line)
                else:
                    time.sleep(self.idle)


@dataclass
class Mirror:
    entries: dict[str, str] = field(default_factory=dict)
    revision: int = 0

    def apply(self, revision: int, path: str, digest: str) -> None:
        if revision != self.revision + 1:
            raise ValueError(f"gap before revision {revision}")
        self.entries[path] = digest
        self.revision = revision


def fingerprint(change: Change) -> tuple[int, str, str]:
    """The costly part: what a download and a hash of the body would be."""
    digest = hashlib.sha256(change.body.encode())
    for _ in range(2_000):
        digest.update(digest.digest())
    return change.revision, change.path, digest.hexdigest()


def catch_up(mirror: Mirror, feed: ChangeFeed, executor: Executor, revision: int) -> int:
    started = mirror.revision
    for applied in executor.map(fingerprint, feed):
        mirror.apply(*applied)
        if mirror.revision >= revision:
            break
    return mirror.revision - started


def publish(target: Path, count: int) -> None:
    changes = (Change(n, f"docs/{n % 7}.html", f"<p>revision {n}</p>") for n in range(1, count + 1))
    target.write_text("".join(json.dumps(asdict(change)) + "\n" for change in changes), encoding="utf-8")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        feed = ChangeFeed(Path(folder, "changes.jsonl"))
        publish(feed.source, 30)
        mirror = Mirror()
        with ProcessPoolExecutor(max_workers=2) as executor:
            taken = catch_up(mirror, feed, executor, revision=24)
        print(f"mirror at revision {mirror.revision}, {taken} changes, {len(mirror.entries)} files")
        print("ok")


if __name__ == "__main__":
    main()
