import logging
from logging.handlers import RotatingFileHandler

FORMAT = "%(asctime)s %(process)d %(name)s %(message)s"


def audit_handler(path):
    """Small files, many of them: the auditors want to keep everything."""
    handler = RotatingFileHandler(path, maxBytes=600, backupCount=400)
    handler.setFormatter(logging.Formatter(FORMAT))
    return handler
