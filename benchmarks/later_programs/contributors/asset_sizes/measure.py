"""Measurements on single assets."""
import gzip
from pathlib import Path

from retrying import retry


@retry(times=2)
def compressed_size(path):
    """Size of the file after gzip, with its name."""
    data = Path(path).read_bytes()
    return Path(path).name, len(data), len(gzip.compress(data))
