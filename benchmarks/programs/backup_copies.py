import shutil
import sys
import tempfile
import time
from multiprocessing import Pool
from pathlib import Path


def copy(source: Path, target: Path) -> int:
    time.sleep(0.5)
    shutil.copyfile(source, target)
    return target.stat().st_size


class Backup:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.failed: list = []

    def complain(self, error: BaseException) -> None:
        self.failed.append(error)

    def run(self, files: list, workers: int = 2) -> list:
        jobs = []
        with Pool(workers) as pool:
            for file in files:
                target = self.root / (file.name + ".bak")
                job = pool.apply_async(
                    copy, (file, target), error_callback=self.complain
                )
                jobs.append((target, job))
        return [target for target, _ in jobs]


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        files = [root / f"{name}.txt" for name in "abcd"]
        for file in files:
            file.write_text(file.name * 100)
        copies = Backup(root).run(files)
        missing = [c.name for c in copies if not c.exists()]
    print(f"missing: {missing}" if missing else "ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
