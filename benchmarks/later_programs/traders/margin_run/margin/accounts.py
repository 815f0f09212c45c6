from dataclasses import dataclass, field
from typing import List, Tuple


@dataclass
class Account:
    name: str
    positions: List[Tuple[str, int, float]] = field(default_factory=list)


def load_accounts() -> List[Account]:
    return [
        Account("alder", [("ES", 2, 5_010.25), ("NQ", -1, 17_800.0)]),
        Account("birch", [("CL", 10, 78.4)]),
        Account("cedar", [("CL", -4, -37.63), ("GC", 1, 2_040.1)]),
        Account("dogwood", []),
        Account("elm", [("GC", 3, 2_040.1)]),
    ]
