from __future__ import annotations

from pathlib import Path


def write_album(folder: Path, count: int) -> list[Path]:
    paths = []
    for n in range(count):
        pixels = bytes((x * n + y) % 256 for y in range(48) for x in range(64 * 3))
        path = folder / f"img_{n:03}.ppm"
        path.write_bytes(b"P6\n64 48\n255\n" + pixels)
        paths.append(path)
    return paths
