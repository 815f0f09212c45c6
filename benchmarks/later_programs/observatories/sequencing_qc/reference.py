"""The adapters that a run was prepared with."""

from typing import ClassVar, Dict, Iterable


class Adapters:
    """Loaded once, asked everywhere."""

    sequences: ClassVar[Dict[str, int]]

    @classmethod
    def load(cls, names: Iterable[str]) -> None:
        cls.sequences = {name: len(name) for name in names}

    @classmethod
    def found_in(cls, read: str) -> bool:
        return any(name in read for name in cls.sequences)
