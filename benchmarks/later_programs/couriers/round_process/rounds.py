from multiprocessing import Process, SimpleQueue
from typing import Dict, List, TypedDict


class Summary(TypedDict):
    driver: str
    stops: int
    cash: int


class RoundProcess(Process):
    def __init__(self, driver: str, stops: List[int], out: "SimpleQueue[Summary]") -> None:
        super().__init__(name=f"round-{driver}")
        self.driver = driver
        self.stops = stops
        self.out = out
        self.cash = 0

    def run(self) -> None:
        for amount in self.stops:
            self.cash += amount
        self.out.put(Summary(driver=self.driver, stops=len(self.stops), cash=self.cash))


class DayBook:
    def __init__(self) -> None:
        self.cash: Dict[str, int] = {}

    def enter(self, summary: Summary) -> None:
        self.cash[summary["driver"]] = summary["cash"]
