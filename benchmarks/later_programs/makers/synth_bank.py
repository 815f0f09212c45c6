from __future__ import annotations

import io
import math
import threading
import wave
from concurrent.futures import ProcessPoolExecutor
from typing import Callable, Iterable

Wave = Callable[[float], float]


def sine(phase: float) -> float:
    return math.sin(2 * math.pi * phase)


def square(phase: float) -> float:
    return 1.0 if phase % 1.0 < 0.5 else -1.0


class Instrument:
    """A voice that the keyboard thread and the renderer share."""

    rate = 8000

    def __init__(self, name: str, shape: Wave) -> None:
        self.name = name
        self.shape = shape
        self._guard = threading.RLock()
        self._gain = 1.0

    @property
    def gain(self) -> float:
        with self._guard:
            return self._gain

    @gain.setter
    def gain(self, value: float) -> None:
        with self._guard:
            self._gain = min(max(value, 0.0), 1.0)

    def render(self, pitch: float) -> bytes:
        count = self.rate // 10
        samples = (int(12000 * self.gain * self.shape(i * pitch / self.rate)) for i in range(count))
        return b"".join(s.to_bytes(2, "little", signed=True) for s in samples)

    def bounce(self, pitches: Iterable[float], jobs: int = 2) -> bytes:
        out = io.BytesIO()
        with ProcessPoolExecutor(jobs) as pool, wave.open(out, "wb") as track:
            track.setnchannels(1)
            track.setsampwidth(2)
            track.setframerate(self.rate)
            for part in pool.map(self.render, pitches):
                track.writeframes(part)
        return out.getvalue()


def main() -> None:
    pitches = [220.0, 277.18, 329.63, 440.0]
    for instrument in (Instrument("lead", square), Instrument("pad", sine)):
        instrument.gain = 0.7
        data = instrument.bounce(pitches)
        print(f"{instrument.name}: {len(data)} bytes")
    print("ok")


if __name__ == "__main__":
    main()
