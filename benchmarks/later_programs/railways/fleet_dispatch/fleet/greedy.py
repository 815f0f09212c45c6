from typing import Dict

from .base import AbstractDispatcher
from .units import Duty


class GreedyDispatcher(AbstractDispatcher):
    """Prefers the unit that wastes the fewest seats and still comes home."""

    def fitness(self, duty: Duty) -> Dict[str, float]:
        scores = {}
        for unit in self._units.values():
            if unit.seats < duty.seats or unit.range_km < duty.km:
                continue
            scores[unit.number] = duty.seats / unit.seats
        return scores
