"""Replay a recorder's file as a stream of events that another process detects."""
from __future__ import annotations

import math
import multiprocessing as mp
from dataclasses import dataclass
from typing import Iterable, Iterator, List, Optional


@dataclass(frozen=True)
class Tremor:
    sample: int
    amplitude: float


def _detect(samples: List[float], threshold: float, outlet) -> None:
    """Sends a Tremor for each local peak above the threshold, then hangs up."""
    before = 0.0
    for number, (here, after) in enumerate(zip(samples, samples[1:])):
        if here >= threshold and before < here > after:
            outlet.send(Tremor(number, round(here, 3)))
        before = here
    outlet.close()


class TremorStream:
    """Iterate over it inside a `with` block.

    >>> with TremorStream(samples, threshold=0.8) as stream:
    ...     for tremor in stream: ...
    """

    def __init__(self, samples: Iterable[float], *, threshold: float) -> None:
        self._samples = list(samples)
        self._threshold = threshold
        self._detector: Optional[mp.Process] = None

    def __enter__(self) -> "TremorStream":
        self._inlet, self._outlet = mp.Pipe(duplex=False)
        self._detector = mp.Process(
            target=_detect, args=(self._samples, self._threshold, self._outlet), name="detector"
        )
        self._detector.start()
        return self

    def __iter__(self) -> Iterator[Tremor]:
        while True:
            try:
                yield self._inlet.recv()
            except EOFError:
                break

    def __exit__(self, kind, value, trace) -> None:
        self._inlet.close()
        self._outlet.close()
        if kind is not None:
            self._detector.terminate()
        self._detector.join()
        if kind is None and self._detector.exitcode:
            raise RuntimeError(f"detector ended with {self._detector.exitcode}")


def recording(length: int = 400) -> Iterator[float]:
    for number in range(length):
        yield math.sin(number / 9.0) * math.exp(-((number - 180) / 90.0) ** 2)


def main() -> None:
    with TremorStream(recording(), threshold=0.5) as stream:
        for tremor in stream:
            print(f"sample {tremor.sample:>4}  amplitude {tremor.amplitude:.3f}")
    print("end of recording")


if __name__ == "__main__":
    main()
