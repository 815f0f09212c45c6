import logging
import logging.handlers
import multiprocessing
import os
import pathlib
import sys
import tempfile
import time

LINES = 120


def audit_logger(folder):
    logger = logging.getLogger("audit")
    if not logger.handlers:
        handler = logging.handlers.RotatingFileHandler(
            os.path.join(folder, "audit.log"), maxBytes=8192, backupCount=1, encoding="ascii"
        )
        handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False
    return logger


def login_storm(folder, user, gate):
    logger = audit_logger(folder)
    gate.wait(15)
    for attempt in range(LINES):
        logger.info("%s attempt %05d accepted", user, attempt)
        time.sleep(0.001)


class Trail:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def __len__(self):
        return sum(
            len(path.read_text(encoding="ascii").splitlines())
            for path in self.folder.glob("audit.log*")
        )


def main():
    users = ["ada", "grace", "ken"]
    gate = multiprocessing.Barrier(len(users))
    with tempfile.TemporaryDirectory() as folder:
        storms = [
            multiprocessing.Process(target=login_storm, args=(folder, user, gate))
            for user in users
        ]
        for storm in storms:
            storm.start()
        for storm in storms:
            storm.join()
        if any(storm.exitcode for storm in storms):
            sys.exit("a storm failed")
        found = len(Trail(folder))
    print(found, "lines")
    print("ok" if found == len(users) * LINES else "wrong")


if __name__ == "__main__":
    main()
