import logging.config
from pathlib import Path


def logging_settings(folder: str) -> dict:
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"audit": {"format": "%(processName)s %(message)s"}},
        "handlers": {
            "audit": {
                "class": "logging.handlers.RotatingFileHandler",
                "filename": str(Path(folder, "audit.log")),
                "maxBytes": 2_000,
                "backupCount": 120,
                "formatter": "audit",
                "encoding": "utf-8",
            }
        },
        "loggers": {"courier.audit": {"level": "INFO", "handlers": ["audit"], "propagate": False}},
    }


def configure(folder: str) -> None:
    logging.config.dictConfig(logging_settings(folder))
