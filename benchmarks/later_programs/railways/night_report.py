"""Collects the night's train sheets; the slow PDF index is made beside the main work."""
import os
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def workspace():
    with tempfile.TemporaryDirectory(prefix="night-") as name:
        yield Path(name)


class TrainSheet:
    def __init__(self, number, minutes_late):
        self.number = number
        self.minutes_late = minutes_late

    def write_to(self, folder):
        (folder / f"{self.number}.txt").write_text(f"{self.minutes_late}\n")


class IndexMaker:
    """Makes the index in a process of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.pid = None

    def launch(self):
        self.pid = os.fork()
        if self.pid == 0:
            names = sorted(path.stem for path in self.folder.glob("*.txt"))
            (self.folder / "index.lst").write_text("\n".join(names))
            sys.exit(0)

    def await_end(self):
        _, status = os.waitpid(self.pid, 0)
        if status != 0:
            raise RuntimeError(f"index maker ended with {status}")


class NightReport:
    def __init__(self, sheets):
        self.sheets = sheets

    def produce(self):
        with workspace() as folder:
            for sheet in self.sheets:
                sheet.write_to(folder)
            maker = IndexMaker(folder)
            maker.launch()
            maker.await_end()
            numbers = (folder / "index.lst").read_text().split()
            return {
                number: int((folder / f"{number}.txt").read_text()) for number in numbers
            }


def main():
    sheets = [TrainSheet("EN466", 12), TrainSheet("NJ40421", 3), TrainSheet("D1249", 0)]
    report = NightReport(sheets).produce()
    assert sum(report.values()) == 15
    print("ok")


if __name__ == "__main__":
    main()
