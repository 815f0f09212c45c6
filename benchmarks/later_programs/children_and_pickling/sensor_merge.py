from __future__ import annotations

import math
import multiprocessing as mp
from multiprocessing.context import BaseContext


def sample(channel: int, count: int, out) -> None:
    values = [math.sin(channel + n / 10) for n in range(count)]
    out.put((channel, min(values), max(values)))


class Recorder:
    """Reads several channels at once and merges what they report."""

    def __init__(self, channels: int, ctx: BaseContext | None = None) -> None:
        self.ctx = ctx or mp.get_context("spawn")
        self.readings = mp.Queue()
        self.channels = channels
        self.procs = []

    def start(self) -> None:
        for channel in range(self.channels):
            proc = self.ctx.Process(
                target=sample, args=(channel, 200, self.readings), name=f"channel-{channel}"
            )
            proc.start()
            self.procs.append(proc)

    def collect(self) -> dict[int, tuple[float, float]]:
        merged = {}
        for _ in self.procs:
            channel, low, high = self.readings.get(timeout=15)
            merged[channel] = (low, high)
        for proc in self.procs:
            proc.join()
        return merged


def main() -> None:
    recorder = Recorder(3)
    recorder.start()
    for channel, (low, high) in sorted(recorder.collect().items()):
        print(f"channel {channel}: {low:+.3f} .. {high:+.3f}")


if __name__ == "__main__":
    main()
