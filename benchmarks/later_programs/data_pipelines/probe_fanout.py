"""Fan temperature probes out to calibration processes and gather the corrected series."""
import multiprocessing as mp
import queue as stdqueue
from dataclasses import dataclass, field
from typing import Any, Dict, List


@dataclass
class Calibration:
    offset: float
    gain: float

    def apply(self, raw: float) -> float:
        return round(self.offset + self.gain * raw, 6)


@dataclass
class Channel:
    """Where the calibrators leave their results."""
    name: str
    results: Any = field(default_factory=mp.Queue)

    def collect(self, n: int, timeout: float = 17.0) -> Dict[str, List[float]]:
        return dict(self.results.get(timeout=timeout) for _ in range(n))


def calibrate(probe: str, raw: List[float], calibration: Calibration, results) -> None:
    results.put((probe, [calibration.apply(value) for value in raw]))


class FanOut:
    def __init__(self, calibration: Calibration):
        self.calibration = calibration
        self.context = mp.get_context("spawn")
        self.channel = Channel("calibrated")

    def run(self, series: Dict[str, List[float]]) -> Dict[str, List[float]]:
        workers = [
            self.context.Process(
                target=calibrate,
                args=(probe, raw, self.calibration, self.channel.results),
                name=f"calibrate-{probe}",
            )
            for probe, raw in series.items()
        ]
        for worker in workers:
            worker.start()
        collected = self.channel.collect(len(workers))
        for worker in workers:
            worker.join()
            if worker.exitcode:
                raise RuntimeError(f"{worker.name} ended with {worker.exitcode}")
        return collected


def main() -> None:
    calibration = Calibration(offset=-0.4, gain=1.02)
    series = {"t-inlet": [20.1, 20.4, 21.0], "t-outlet": [34.0, 33.5]}
    wanted = {probe: [calibration.apply(v) for v in raw] for probe, raw in series.items()}
    try:
        got = FanOut(calibration).run(series)
    except stdqueue.Empty:
        got = {}
    print("ok" if got == wanted else "wrong")


if __name__ == "__main__":
    main()
