import multiprocessing
import tempfile
from pathlib import Path

from archive.logs import LogCollector, attach
from archive.tasks import ArchiveTask

TASKS = [ArchiveTask("S1", 120), ArchiveTask("S2", 90), ArchiveTask("RE5", 60)]


def main():
    context = multiprocessing.get_context()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        collector = LogCollector(context, str(folder / "night.log"))
        pool = context.Pool(2, attach, (collector.queue,))
        with collector:
            total = sum(pool.map(ArchiveTask.execute, TASKS, chunksize=1))
            pool.close()
            pool.join()
        lines = sum(
            len(path.read_text().splitlines()) for path in folder.glob("night.log*")
        )
    assert total == lines == 270, (total, lines)
    print("ok")


if __name__ == "__main__":
    main()
