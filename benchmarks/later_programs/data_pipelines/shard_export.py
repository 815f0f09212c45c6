"""Export table shards to files, one process each, released one after the other."""
import multiprocessing
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import List


@dataclass(frozen=True)
class Shard:
    table: str
    number: int
    rows: int

    @property
    def filename(self) -> str:
        return f"{self.table}-{self.number:03d}.csv"


def export_shard(shard: Shard, folder: Path, released) -> None:
    released.wait(10)
    lines = [f"{shard.number},{row}" for row in range(shard.rows)]
    (folder / shard.filename).write_text("\n".join(lines))


class Exporter:
    def __init__(self, folder: Path, context=None):
        self.folder = folder
        self.context = context or multiprocessing.get_context()

    def launch(self, shard: Shard):
        released = self.context.Event()
        process = self.context.Process(
            target=export_shard, args=(shard, self.folder, released), name=shard.filename
        )
        process.start()
        released.set()
        return process

    def run(self, shards: List[Shard]) -> List[str]:
        running = [self.launch(shard) for shard in shards]
        for process in running:
            process.join()
        return [process.name for process in running if process.exitcode != 0]


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="shards-"))
    shards = [Shard("orders", n, 10 * n) for n in range(1, 4)]
    try:
        failed = Exporter(folder).run(shards)
        written = sorted(path.name for path in folder.iterdir())
    finally:
        shutil.rmtree(folder)
    print("written:", written, "failed:", failed)
    print("ok" if not failed and len(written) == len(shards) else "wrong")


if __name__ == "__main__":
    main()
