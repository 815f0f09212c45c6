import multiprocessing as mp
import queue
import sys
from typing import Dict, List


class Service:
    def __init__(self, name: str, period: float) -> None:
        self.name = name
        self.period = period
        self.stop = mp.Event()
        self.events: "mp.Queue[str]" = mp.Queue()
        self.process = None

    def start(self) -> None:
        stop, events, period, name = self.stop, self.events, self.period, self.name

        def loop() -> None:
            count = 0
            while not stop.wait(period):
                count += 1
                events.put(f"{name} {count}")

        self.process = mp.Process(target=loop, name=name)
        self.process.start()

    def first(self) -> str:
        try:
            return self.events.get(timeout=10)
        except queue.Empty:
            return ""

    def close(self) -> int:
        self.stop.set()
        self.process.join()
        return self.process.exitcode


def main() -> int:
    services: Dict[str, Service] = {n: Service(n, 0.05) for n in ("disk", "net")}
    for service in services.values():
        service.start()
    seen: List[str] = [service.first() for service in services.values()]
    codes = [service.close() for service in services.values()]
    print(seen, codes)
    print("ok" if seen == ["disk 1", "net 1"] and codes == [0, 0] else "bad")
    return 0


if __name__ == "__main__":
    sys.exit(main())
