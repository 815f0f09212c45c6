"""A small job runner: each job is a process with a flag by which it can be told to stop early."""
import multiprocessing as mp
import time
from dataclasses import dataclass, field
from typing import List


@dataclass
class Job:
    name: str
    steps: int
    pause: float = 0.01


def perform(job: Job, cancelled) -> None:
    for _ in range(job.steps):
        if cancelled.is_set():
            return
        time.sleep(job.pause)


def launch(job: Job) -> mp.Process:
    cancelled = mp.Event()
    process = mp.Process(target=perform, args=(job, cancelled), name=job.name)
    process.start()
    return process


@dataclass
class Runner:
    jobs: List[Job]
    running: List[mp.Process] = field(default_factory=list)

    def __enter__(self):
        self.running = [launch(job) for job in self.jobs]
        return self

    def __exit__(self, *_):
        for process in self.running:
            process.join()

    def failures(self):
        return [process.name for process in self.running if process.exitcode]


def main():
    with Runner([Job("rotate", 3), Job("compress", 5), Job("ship", 2)]) as runner:
        pass
    failed = runner.failures()
    if failed:
        raise SystemExit(f"failed jobs: {', '.join(failed)}")
    print("ok")


if __name__ == "__main__":
    main()
