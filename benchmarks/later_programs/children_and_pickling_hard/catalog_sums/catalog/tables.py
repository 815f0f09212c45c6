"""Checksums of every product sheet, worked out once, in parallel."""
import zlib
from concurrent.futures import ProcessPoolExecutor

SHEETS = {
    "lamp": "Oak foot, linen shade, 40 W",
    "desk": "Birch, 140 x 70 cm, two drawers",
    "stool": "Steel, three legs, stackable",
    "shelf": "Pine, five boards, wall mounted",
}


def checksum(name):
    text = SHEETS[name] * 1000
    return zlib.adler32(text.encode())


with ProcessPoolExecutor(max_workers=2) as _executor:
    CHECKSUMS = dict(zip(SHEETS, _executor.map(checksum, SHEETS)))
