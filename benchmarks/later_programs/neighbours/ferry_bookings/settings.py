"""How much of a machine may be used."""
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Settings:
    workers: int = 4
    chunk: int = 30
    currency: str = "EUR"

    @classmethod
    def for_machine(cls, name):
        return replace(cls(), **MACHINES.get(name, {}))


MACHINES = {
    "laptop": {"workers": 2},
    "depot": {"workers": 72, "chunk": 5},
}
