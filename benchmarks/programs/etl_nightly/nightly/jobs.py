from dataclasses import dataclass, field


@dataclass
class Job:
    name: str
    rows: list[str] = field(default_factory=list)


def load_jobs(number: int) -> list[Job]:
    return [Job(f"job{n}", [" x "] * n + [""]) for n in range(number)]
