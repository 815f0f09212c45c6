"""Shared waveform buffer: the generator process fills it, the bench reads it back."""
import math
import multiprocessing as mp
from multiprocessing.shared_memory import SharedMemory

SAMPLES = 1024
DOUBLE = 8


class WaveformBuffer:
    """A SharedMemory block seen as an array of doubles."""

    def __init__(self, name=None):
        self.owner = name is None
        self.block = SharedMemory(name=name, create=self.owner, size=SAMPLES * DOUBLE)
        self.samples = self.block.buf[: SAMPLES * DOUBLE].cast("d")

    @property
    def name(self):
        return self.block.name

    def close(self):
        try:
            self.block.close()
        finally:
            if self.owner:
                self.block.unlink()


def synthesise(name, cycles, amplitude):
    block = SharedMemory(name=name)
    with block.buf[: SAMPLES * DOUBLE] as raw, raw.cast("d") as samples:
        for n in range(SAMPLES):
            samples[n] = amplitude * math.sin(2 * math.pi * cycles * n / SAMPLES)
    block.close()


def rms(samples):
    return math.sqrt(sum(s * s for s in samples) / len(samples))


def main():
    buffer = WaveformBuffer()
    try:
        generator = mp.Process(target=synthesise, args=(buffer.name, 5, 2.0))
        generator.start()
        generator.join()
        if generator.exitcode != 0:
            raise SystemExit("generator failed")
        level = rms(buffer.samples)
    finally:
        buffer.close()
    print(f"level {level:.4f} V")
    print("ok" if abs(level - math.sqrt(2)) < 1e-6 else "wrong level")


if __name__ == "__main__":
    main()
