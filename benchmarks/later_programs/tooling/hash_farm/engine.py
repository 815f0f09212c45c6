"""Execution engine shared by the release tools."""
import concurrent.futures as cf
import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class FarmSettings:
    algorithm: str = "sha256"
    slots: int = 96
    inline_limit: int = 8


def digest_blob(item):
    name, algorithm, blob = item
    h = hashlib.new(algorithm)
    h.update(blob)
    return name, h.hexdigest()


class HashFarm:
    """Hashes release artefacts; small batches are not worth the round trip to a worker."""

    def __init__(self, settings):
        self.settings = settings
        self._executor = cf.ProcessPoolExecutor(max_workers=settings.slots)

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self._executor.shutdown()
        return False

    def digests(self, blobs):
        items = [(name, self.settings.algorithm, blob) for name, blob in sorted(blobs.items())]
        if len(items) <= self.settings.inline_limit:
            return dict(map(digest_blob, items))
        return dict(self._executor.map(digest_blob, items, chunksize=16))
