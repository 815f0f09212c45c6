from concurrent import futures
from pathlib import Path

from nightly.jobs import Job, load_jobs
from nightly.steps import clean

HERE = Path(__file__).parent


def describe(jobs: list[Job]) -> str:
    return ", ".join(job.name for job in jobs)


def collect(executor: futures.Executor, jobs: list[Job]) -> dict[str, int]:
    pending = {executor.submit(clean, job): job.name for job in jobs}
    return {pending[done]: done.result() for done in futures.as_completed(pending)}


jobs = load_jobs(5)
executor = futures.ProcessPoolExecutor(max_workers=2)
try:
    counts = collect(executor, jobs)
finally:
    executor.shutdown()

print("cleaned", describe(jobs))
assert counts == {f"job{n}": n for n in range(5)}, counts
print("ok")
