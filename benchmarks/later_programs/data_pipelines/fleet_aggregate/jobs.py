"""What a worker of the fleet aggregation does."""
from dataclasses import dataclass
from typing import Any, Tuple


@dataclass
class Job:
    vehicle: str
    kilometres: Tuple[float, ...]
    progress: Any

    def finish(self) -> None:
        with self.progress.get_lock():
            self.progress.value += 1


def aggregate(job: Job):
    total = sum(job.kilometres)
    job.finish()
    return job.vehicle, round(total, 1)
