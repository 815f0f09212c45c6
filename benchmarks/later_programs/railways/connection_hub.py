"""Keeps connections: the hub computes waiting times in workers and tells platforms by thread."""
import asyncio
import multiprocessing
import threading
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from queue import Queue


@dataclass(frozen=True)
class Connection:
    feeder: str
    departing: str
    minutes_missing: int
    passengers: int


class WaitingRule:
    def __init__(self, max_minutes=5, min_passengers=10):
        self.maxMinutes = max_minutes
        self.minPassengers = min_passengers

    def waits(self, connection):
        return (
            connection.minutes_missing <= self.maxMinutes
            and connection.passengers >= self.minPassengers
        )


class Announcer(threading.Thread):
    def __init__(self):
        super().__init__(name="announcer")
        self.inbox = Queue()
        self.spoken = []
        self._mouth = threading.Lock()

    def run(self):
        for text in iter(self.inbox.get, None):
            with self._mouth:
                self.spoken.append(text)


class Hub:
    def __init__(self, executor, announcer, rule):
        self.executor = executor
        self.announcer = announcer
        self.rule = rule

    async def _decide(self, connection):
        loop = asyncio.get_running_loop()
        waits = await loop.run_in_executor(self.executor, self.rule.waits, connection)
        if waits:
            self.announcer.inbox.put(connection.departing + " waits")
        return waits

    async def decide(self, connections):
        return await asyncio.gather(*(self._decide(c) for c in connections))


def main():
    announcer = Announcer()
    announcer.start()
    try:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(2, mp_context=context) as executor:
            hub = Hub(executor, announcer, WaitingRule())
            kept = asyncio.run(
                hub.decide([Connection("RE1", "RB60", 4, 22), Connection("S3", "RB61", 9, 40)])
            )
    finally:
        announcer.inbox.put(None)
        announcer.join()
    assert kept == [True, False]
    assert announcer.spoken == ["RB60 waits"]
    print("ok")


if __name__ == "__main__":
    main()
