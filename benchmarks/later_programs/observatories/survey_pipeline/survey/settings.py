"""What the user chose: set in every process of a run by ``use``."""

from dataclasses import asdict, dataclass, replace


@dataclass(frozen=True)
class Settings:
    depth: float = 20.0
    band: str = "r"


current = Settings()


def use(**changes):
    global current
    current = replace(current, **changes)


def as_arguments():
    return asdict(current)
