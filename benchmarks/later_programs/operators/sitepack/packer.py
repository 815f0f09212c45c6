"""One folder into one archive."""
import hashlib
import os
import tarfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Archive:
    path: Path
    size: int
    digest: str


def _anonymous(entry):
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    entry.mtime = 0
    return entry


def pack(source, target):
    partial = target.with_name(target.name + ".part")
    with tarfile.open(partial, "w:gz", compresslevel=9) as archive:
        archive.add(source, arcname=source.name, filter=_anonymous)
    os.replace(partial, target)
    return Archive(target, target.stat().st_size, hashlib.sha256(target.read_bytes()).hexdigest())
