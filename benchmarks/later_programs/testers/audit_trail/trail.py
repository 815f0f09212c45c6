"""The audit trail of a run: plain lines in files of limited size."""
import logging
import logging.handlers
from pathlib import Path

MAX_BYTES = 9_000
KEEP = 3

log = logging.getLogger("audit")


def open_trail(path):
    handler = logging.handlers.RotatingFileHandler(path, maxBytes=MAX_BYTES, backupCount=KEEP, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(process)d %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
    logging.raiseExceptions = False


def count_entries(path):
    path = Path(path)
    return sum(
        len(part.read_text(encoding="utf-8").splitlines()) for part in path.parent.glob(path.name + "*")
    )
