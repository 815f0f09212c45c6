from .jobs import Job


def clean(job: Job) -> int:
    stripped = (row.strip() for row in job.rows)
    return len([row for row in stripped if row])
