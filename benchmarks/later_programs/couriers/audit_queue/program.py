import logging.handlers
import multiprocessing
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from audit import file_handler, lines_of, route_to

DRIVERS = ("ines", "jonas", "kofi")
PER_DRIVER = 60


def drive(queue, parcels: int) -> None:
    audit = route_to(queue)
    for number in range(parcels):
        audit.info("handover %04d signed", number)


def record(folder: Path) -> None:
    queue = multiprocessing.Queue()
    with closing(file_handler(str(folder / "audit.log"))) as handler:
        sessions = [
            multiprocessing.Process(target=drive, args=(queue, PER_DRIVER), name=driver)
            for driver in DRIVERS
        ]
        for session in sessions:
            session.start()
        listener = logging.handlers.QueueListener(queue, handler)
        listener.start()
        for session in sessions:
            session.join()
        listener.stop()
    assert all(session.exitcode == 0 for session in sessions)


def main() -> None:
    with TemporaryDirectory() as name:
        record(Path(name))
        lines = lines_of(Path(name).glob("audit.log*"))
    assert len(lines) == PER_DRIVER * len(DRIVERS), len(lines)
    assert {line.split()[0] for line in lines} == set(DRIVERS)
    print("ok")


if __name__ == "__main__":
    main()
