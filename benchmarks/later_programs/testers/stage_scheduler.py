"""Nightly build: stages start one after the other, the jobs of all stages then run side by side.

Within a stage at most `width` jobs may use the disk at the same time.
"""
import multiprocessing
import sys
import tempfile
import time
from pathlib import Path
from typing import Iterable, List, NamedTuple, Tuple


class Job(NamedTuple):
    title: str
    pages: int


class Stage(NamedTuple):
    title: str
    width: int
    jobs: Tuple[Job, ...]


PLAN = (
    Stage("fetch", 2, (Job("mirror", 3), Job("wheels", 2), Job("docs", 4))),
    Stage("pack", 1, (Job("sdist", 2), Job("image", 5))),
)


def perform(job: Job, folder: Path, disk) -> None:
    with disk:
        target = folder / f"{job.title}.out"
        for page in range(job.pages):
            with target.open("a", encoding="utf-8") as stream:
                stream.write(f"{job.title} page {page}\n")
            time.sleep(0.01)


class Scheduler:
    def __init__(self, folder: Path, context=None):
        self.folder = folder
        self.context = context or multiprocessing.get_context()

    def launch(self, stage: Stage) -> List[multiprocessing.Process]:
        disk = self.context.Semaphore(stage.width)
        crew = [
            self.context.Process(target=perform, args=(job, self.folder, disk), name=f"{stage.title}/{job.title}")
            for job in stage.jobs
        ]
        for member in crew:
            member.start()
        return crew

    def run(self, plan: Iterable[Stage]) -> List[str]:
        running = []
        for stage in plan:
            running += self.launch(stage)
        for member in running:
            member.join()
        return [member.name for member in running if member.exitcode != 0]


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="nightly-") as name:
        folder = Path(name)
        failed = Scheduler(folder).run(PLAN)
        pages = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in folder.glob("*.out"))
    print(f"{pages} pages written")
    if failed:
        print("failed:", ", ".join(failed), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
