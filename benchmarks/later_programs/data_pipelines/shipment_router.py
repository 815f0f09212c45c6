"""Route shipments to depots in worker processes that report over one queue."""
import multiprocessing
import sys
from dataclasses import dataclass
from typing import Any, Dict, List, Tuple


@dataclass(frozen=True)
class Shipment:
    number: int
    postcode: str


@dataclass(frozen=True)
class Depots:
    by_digit: Tuple[str, ...] = ("AMS", "AMS", "RTM", "RTM", "UTR", "EIN", "EIN", "ZWO", "ZWO", "GRQ")

    def route(self, shipment: Shipment) -> str:
        return self.by_digit[int(shipment.postcode[0])]


def route_all(shipments: List[Shipment], depots: Depots, gate: Any, outbox: Any) -> None:
    routed = [(shipment.number, depots.route(shipment)) for shipment in shipments]
    with gate:
        outbox.put(routed)


class Router:
    def __init__(self, depots: Depots, sharing, running):
        self.depots = depots
        self.running = running
        self.outbox = sharing.Queue()
        self.gate = sharing.Lock()

    @classmethod
    def for_platform(cls, depots: Depots) -> "Router":
        spawn = multiprocessing.get_context("spawn")
        running = multiprocessing.get_context("fork") if sys.platform == "linux" else spawn
        return cls(depots, sharing=spawn, running=running)

    def run(self, shipments: List[Shipment], n: int = 2) -> Dict[int, str]:
        workers = [
            self.running.Process(
                target=route_all, args=(shipments[k::n], self.depots, self.gate, self.outbox)
            )
            for k in range(n)
        ]
        for worker in workers:
            worker.start()
        routed = dict(pair for _ in workers for pair in self.outbox.get(timeout=30))
        for worker in workers:
            worker.join()
        if any(worker.exitcode != 0 for worker in workers):
            raise RuntimeError("a router failed")
        return routed


def main() -> None:
    depots = Depots()
    shipments = [Shipment(n, f"{(n * 1373) % 9000 + 1000}AB") for n in range(40)]
    routed = Router.for_platform(depots).run(shipments)
    print(len(routed), "shipments routed")
    print("ok" if routed == {s.number: depots.route(s) for s in shipments} else "wrong")


if __name__ == "__main__":
    main()
