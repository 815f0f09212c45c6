from abc import ABC, abstractmethod
from typing import Iterable, List, TypedDict


class Charge(TypedDict):
    customer: str
    grams: int
    zone: int


class Ledger(ABC):
    @abstractmethod
    def post(self, customer: str, cents: int) -> None: ...

    @abstractmethod
    def balance(self, customer: str) -> int: ...


class Runner(ABC):
    @abstractmethod
    def each(self, job, items: Iterable) -> List: ...
