"""Frame benchmark that lets an outside probe look at its counters between the rounds."""
import subprocess
import sys
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path

from probe import LAYOUT

PROBE = Path(__file__).resolve().with_name("probe.py")


class Counters:
    def __init__(self):
        self.block = SharedMemory(create=True, size=LAYOUT.size)
        self.frames = self.dropped = 0

    def __enter__(self):
        self.publish(0.0)
        return self

    def publish(self, fps):
        LAYOUT.pack_into(self.block.buf, 0, self.frames, self.dropped, fps)

    def render(self, frames):
        for number in range(frames):
            if sum(range(number % 50)) % 7 == 6:
                self.dropped += 1
            self.frames += 1
        self.publish(frames / 0.5)

    def __exit__(self, *exc_info):
        self.block.close()
        self.block.unlink()


def look(block_name):
    seen = subprocess.run(
        [sys.executable, str(PROBE), block_name], capture_output=True, text=True, encoding="utf-8"
    )
    if seen.returncode:
        raise RuntimeError("the probe failed:\n" + seen.stderr)
    return seen.stdout.strip()


def main():
    with Counters() as counters:
        for lap in range(3):
            counters.render(60)
            print(f"round {lap}: {look(counters.block.name)}")


if __name__ == "__main__":
    main()
