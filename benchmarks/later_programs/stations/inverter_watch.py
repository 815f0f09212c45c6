"""Poll the inverters of a solar park, with a common log that is rotated."""
from __future__ import annotations

import logging
import logging.handlers
import sys
import tempfile
from multiprocessing import Process
from pathlib import Path

INVERTERS = ["INV-01", "INV-02", "INV-03", "INV-04"]
POLLS = 400


def setup_logging(path: Path) -> logging.Logger:
    log = logging.getLogger("park")
    log.setLevel(logging.INFO)
    handler = logging.handlers.RotatingFileHandler(path, maxBytes=4000, backupCount=200)
    handler.setFormatter(logging.Formatter("%(asctime)s %(processName)s %(message)s"))
    log.addHandler(handler)
    return log


def poll(inverter: str, path: Path) -> None:
    log = setup_logging(path)
    for n in range(POLLS):
        watts = 3000 + (n * 17 + len(inverter)) % 900
        log.info("%s poll %d: %d W, %.1f V", inverter, n, watts, 230 + n % 7 / 10)
    logging.shutdown()


def logged_polls(folder: Path) -> int:
    lines: list[str] = []
    for part in folder.glob("park.log*"):
        lines += part.read_text().splitlines()
    return len([line for line in lines if " poll " in line])


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pollers = [Process(target=poll, args=(i, folder / "park.log"), name=i) for i in INVERTERS]
        for p in pollers:
            p.start()
        for p in pollers:
            p.join()
        if any(p.exitcode for p in pollers):
            sys.exit("an inverter could not be polled")
        kept = logged_polls(folder)
    expected = POLLS * len(INVERTERS)
    if kept < expected:
        print(f"the log misses polls: {kept} lines for {expected}")
    else:
        print("ok")


if __name__ == "__main__":
    main()
