"""House rules for uploads; operators extend them with a rules file."""
from __future__ import annotations

import logging
from pathlib import Path

log = logging.getLogger(__name__)

blocked_suffixes: set[str] = {".exe"}
max_bytes = 5_000_000


def extend_from(rules: Path) -> int:
    """Add the suffixes listed in *rules*, one on a line, '#' starts a remark."""
    before = len(blocked_suffixes)
    for line in rules.read_text(encoding="utf-8").splitlines():
        entry = line.partition("#")[0].strip().lower()
        if entry:
            blocked_suffixes.add(entry if entry.startswith(".") else f".{entry}")
    log.info("%d suffixes blocked", len(blocked_suffixes))
    return len(blocked_suffixes) - before
