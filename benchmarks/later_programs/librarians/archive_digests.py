"""Digest the files of an archive folder with a small task library."""
from __future__ import annotations

import functools
import hashlib
import logging
import sys
import tempfile
import time
import zlib
from multiprocessing import Pool
from pathlib import Path
from typing import Any, Callable, Dict, List

log = logging.getLogger("digests")

Work = Callable[..., Any]


class Registry:
    """Named units of work; what `unit` returns also logs the time it takes."""

    def __init__(self) -> None:
        self._work: Dict[str, Work] = {}

    def unit(self, label: str) -> Callable[[Work], Work]:
        def enrol(func: Work) -> Work:
            self._work[label] = func

            @functools.wraps(func)
            def timed(*args: Any, **kwargs: Any) -> Any:
                began = time.perf_counter()
                try:
                    return func(*args, **kwargs)
                finally:
                    log.debug("%s took %.4f s", label, time.perf_counter() - began)

            return timed

        return enrol

    def __getitem__(self, label: str) -> Work:
        return self._work[label]

    def labels(self) -> List[str]:
        return sorted(self._work)


units = Registry()


@units.unit("sha256")
def strong_digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


@units.unit("crc32")
def quick_digest(path: Path) -> str:
    return f"{zlib.crc32(path.read_bytes()):08x}"


def populate(folder: Path, count: int = 6) -> List[Path]:
    paths = [folder / f"part-{number:03d}.bin" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(bytes([number]) * 4096)
    return paths


def main() -> None:
    label = sys.argv[1] if len(sys.argv) > 1 else "crc32"
    if label not in units.labels():
        raise SystemExit(f"choose one of {', '.join(units.labels())}")
    with tempfile.TemporaryDirectory() as folder, Pool(processes=2) as pool:
        paths = populate(Path(folder))
        for path, digest in zip(paths, pool.map(units[label], paths)):
            print(f"{digest}  {path.name}")


if __name__ == "__main__":
    main()
