"""Every driver session writes its handovers to the audit trail; nothing may be missing."""
import logging
import multiprocessing
from pathlib import Path
from tempfile import TemporaryDirectory

from config import configure

DRIVERS = ("ines", "jonas", "kofi")
HANDOVERS = 1000


class DriverSession(multiprocessing.Process):
    def __init__(self, driver: str, folder: str, shift) -> None:
        super().__init__(name=driver)
        self.folder = folder
        self.shift = shift

    def run(self) -> None:
        configure(self.folder)
        audit = logging.getLogger("courier.audit")
        self.shift.wait(timeout=6)
        for number in range(HANDOVERS):
            audit.info("handover %05d signed by recipient, proof stored", number)


def recorded(folder: str) -> int:
    return sum(len(p.read_text(encoding="utf-8").splitlines()) for p in Path(folder).glob("audit.log*"))


def main() -> None:
    with TemporaryDirectory() as folder:
        shift = multiprocessing.Barrier(len(DRIVERS))
        sessions = [DriverSession(driver, folder, shift) for driver in DRIVERS]
        for session in sessions:
            session.start()
        for session in sessions:
            session.join()
        assert [s.exitcode for s in sessions] == [0] * len(sessions)
        missing = HANDOVERS * len(DRIVERS) - recorded(folder)
    print("ok" if missing == 0 else f"audit trail incomplete, {missing} handovers missing")


if __name__ == "__main__":
    main()
