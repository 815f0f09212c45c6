import multiprocessing
import time

SESSION_SECONDS = 2.5


def match_orders(region: str) -> None:
    """Match what is in the book of a region until the session ends."""
    end = time.monotonic() + SESSION_SECONDS
    book = [(region, number) for number in range(100)]
    while time.monotonic() < end:
        book.sort()
        time.sleep(0.02)


class EngineGroup:
    def __init__(self) -> None:
        self._running = {}

    def start(self, *regions: str) -> None:
        for region in regions:
            engine = multiprocessing.Process(target=match_orders, args=(region,), name=f"engine-{region}")
            engine.start()
            self._running[region] = engine

    def retire(self, region: str) -> str:
        engine = self._running.pop(region)
        engine.terminate()
        engine.join(1.0)
        return "ignores us" if engine.is_alive() else "retired"

    def stop(self) -> None:
        for engine in self._running.values():
            engine.terminate()
            engine.join()
