import logging
import logging.handlers
from pathlib import Path


class Journal:
    """Juridical recorder: a ring of files, each as long as one radio frame."""

    FILES = 400
    BYTES = 256

    def __init__(self, folder):
        self.folder = Path(folder)

    def open(self):
        logger = logging.getLogger("juridical")
        logger.setLevel(logging.INFO)
        logger.propagate = False
        if not logger.handlers:
            handler = logging.handlers.RotatingFileHandler(
                str(self.folder / "events.log"),
                maxBytes=self.BYTES,
                backupCount=self.FILES - 1,
            )
            handler.setFormatter(logging.Formatter("%(processName)s %(message)s"))
            logger.addHandler(handler)
        return logger

    def lines(self):
        return sum(
            len(path.read_text().splitlines()) for path in self.folder.glob("events.log*")
        )
