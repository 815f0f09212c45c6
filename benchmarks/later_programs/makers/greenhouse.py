import time
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection
from statistics import mean
from typing import Iterator, List, Tuple

Reading = Tuple[str, float]


class Probe:
    def __init__(self, name: str, base: float, swing: float) -> None:
        self.name = name
        self.base = base
        self.swing = swing

    def measure(self, tick: int) -> float:
        return self.base + self.swing * ((tick % 5) - 2)


def sample(probes: List[Probe], ticks: int, out: Connection) -> None:
    for tick in range(ticks):
        for probe in probes:
            out.send((probe.name, probe.measure(tick)))
        time.sleep(0.001)
    out.close()


def readings(source: Connection) -> Iterator[Reading]:
    while True:
        try:
            yield source.recv()
        except EOFError:
            return


class Greenhouse:
    """Averages of all probes of one morning."""

    def __init__(self, probes: List[Probe]) -> None:
        self.probes = probes
        self.source, self.sink = Pipe(duplex=False)

    def morning(self, ticks: int = 20) -> dict:
        sampler = Process(target=sample, args=(self.probes, ticks, self.sink), daemon=True)
        sampler.start()
        values: dict = {probe.name: [] for probe in self.probes}
        for name, value in readings(self.source):
            values[name].append(value)
        sampler.join()
        return {name: mean(found) for name, found in values.items()}


def main() -> None:
    house = Greenhouse([Probe("soil", 14.0, 0.1), Probe("air", 21.5, 0.6), Probe("humidity", 63.0, 1.5)])
    for name, value in house.morning().items():
        print(f"{name:10} {value:6.2f}")
    print("ok")


if __name__ == "__main__":
    main()
