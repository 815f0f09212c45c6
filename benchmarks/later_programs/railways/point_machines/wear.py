from typing import Dict, Optional

_limits: Optional[Dict[str, int]] = None


def use(limits: Dict[str, int]) -> None:
    global _limits
    _limits = dict(limits)


def worn_out(machine) -> bool:
    return machine.throws > _limits[machine.model]
