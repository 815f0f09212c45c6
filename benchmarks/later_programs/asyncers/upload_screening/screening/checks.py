from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePosixPath

from . import policy


@dataclass(frozen=True)
class Upload:
    name: str
    body: bytes


def entropy(body: bytes) -> float:
    if not body:
        return 0.0
    size = len(body)
    return -sum(n / size * math.log2(n / size) for n in Counter(body).values())


def verdict(upload: Upload) -> str:
    """'rejected', 'quarantined' or 'accepted'."""
    if len(upload.body) > policy.max_bytes:
        return "rejected"
    if PurePosixPath(upload.name).suffix.lower() in policy.blocked_suffixes:
        return "rejected"
    return "quarantined" if entropy(upload.body) > 7.5 else "accepted"
