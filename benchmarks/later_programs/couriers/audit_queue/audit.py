import logging
import logging.handlers
from typing import List


def route_to(queue) -> logging.Logger:
    logger = logging.getLogger("courier.audit")
    logger.setLevel(logging.INFO)
    logger.handlers[:] = [logging.handlers.QueueHandler(queue)]
    logger.propagate = False
    return logger


def file_handler(path: str) -> logging.Handler:
    handler = logging.handlers.RotatingFileHandler(path, maxBytes=3_000, backupCount=30, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(processName)s %(message)s"))
    return handler


def lines_of(paths) -> List[str]:
    found: List[str] = []
    for path in paths:
        found.extend(path.read_text(encoding="utf-8").splitlines())
    return found
