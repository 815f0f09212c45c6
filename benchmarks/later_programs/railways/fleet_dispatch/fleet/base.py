import threading
from abc import ABC, abstractmethod
from concurrent.futures import Executor
from typing import Dict, Iterable, List

from .units import Duty, Trainset


class AbstractDispatcher(ABC):
    def __init__(self, units: Iterable[Trainset]):
        self._monitor = threading.RLock()
        self._units: Dict[str, Trainset] = {unit.number: unit for unit in units}
        self._assigned: Dict[str, str] = {}

    @property
    def units(self) -> List[Trainset]:
        with self._monitor:
            return list(self._units.values())

    def assign(self, duty: Duty, unit: Trainset) -> None:
        with self._monitor:
            self._assigned[duty.code] = unit.number
            del self._units[unit.number]

    @abstractmethod
    def fitness(self, duty: Duty) -> Dict[str, float]:
        ...

    def evaluate(self, executor: Executor, duties: List[Duty]) -> List[Dict[str, float]]:
        return list(executor.map(self.fitness, duties))
