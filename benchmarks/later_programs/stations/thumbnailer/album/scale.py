from __future__ import annotations

from pathlib import Path


def read_ppm(path: Path) -> tuple[int, int, bytes]:
    magic, size, depth, pixels = path.read_bytes().split(b"\n", 3)
    if magic != b"P6":
        raise ValueError(f"{path.name} is no colour picture")
    width, height = (int(part) for part in size.split())
    return width, height, pixels


def make_thumbnail(path: Path, target: Path, size: tuple[int, int]) -> Path:
    width, height, pixels = read_ppm(path)
    new_width, new_height = size
    rows = []
    for y in range(new_height):
        row = y * height // new_height * width
        for x in range(new_width):
            at = 3 * (row + x * width // new_width)
            rows.append(pixels[at : at + 3])
    out = target / path.name
    with open(out, "wb") as file:
        file.write(b"P6\n%d %d\n255\n" % (new_width, new_height))
        file.write(b"".join(rows))
    return out
