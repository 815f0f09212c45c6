"""Isochrones for several stations; every worker delivers a long table."""
import multiprocessing
from typing import Dict, Iterable

from graph import Network


class IsochroneWorker:
    def __init__(self, network: Network, results):
        self.network = network
        self.results = results

    def __call__(self, origin: str) -> None:
        table = self.network.minutes_from(origin)
        self.results.put((origin, {name: [m] * 40 for name, m in table.items()}))


class IsochroneService:
    def __init__(self, context, network: Network):
        self._context = context
        self._results = context.Queue()
        self._worker = IsochroneWorker(network, self._results)

    def tables(self, origins: Iterable[str]) -> Dict[str, Dict[str, list]]:
        processes = []
        for origin in origins:
            process = self._context.Process(target=self._worker, args=(origin,))
            process.start()
            processes.append(process)
        tables = {}
        while len(tables) < len(processes):
            origin, table = self._results.get(timeout=7)
            tables[origin] = table
        for process in processes:
            process.join()
            if process.exitcode != 0:
                raise RuntimeError(process.name)
        return tables


def main() -> None:
    service = IsochroneService(multiprocessing.get_context(), Network.ladder(300))
    tables = service.tables(["U0", "V150"])
    assert tables["U0"]["U10"][0] == 30
    assert len(tables["V150"]) >= 598
    print("ok")


if __name__ == "__main__":
    main()
