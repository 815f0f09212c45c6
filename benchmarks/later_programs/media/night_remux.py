"""Nightly remux: every take of the day is rewritten as mono, one process per take."""
import array
import multiprocessing
import tempfile
import wave
from pathlib import Path

RATE = 8000


class Remux(multiprocessing.Process):
    """Folds the channels of one take together."""

    def __init__(self, source: Path, target: Path):
        super().__init__(name=f"remux-{source.stem}")
        self.source = source
        self.target = target

    def run(self):
        with wave.open(str(self.source), "rb") as take:
            channels = take.getnchannels()
            samples = array.array("h", take.readframes(take.getnframes()))
        mono = array.array("h", (
            sum(samples[i:i + channels]) // channels for i in range(0, len(samples), channels)
        ))
        with wave.open(str(self.target), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(RATE)
            out.writeframes(mono.tobytes())


class Night:
    def __init__(self, inbox: Path, outbox: Path):
        self.inbox, self.outbox = inbox, outbox
        self.running = []
        self.report = []

    def launch(self):
        for source in sorted(self.inbox.glob("*.wav")):
            job = Remux(source, self.outbox / source.name)
            job.start()
            self.running.append(job)

    def settle(self):
        while self.running:
            job = self.running.pop()
            job.join()
            self.report.append(f"{job.name}: rewritten")

    def clear(self):
        for source in self.inbox.glob("*.wav"):
            source.unlink()


def record(path: Path, seconds: float, channels: int = 2):
    with wave.open(str(path), "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(2)
        out.setframerate(RATE)
        frames = int(seconds * RATE) * channels
        out.writeframes(array.array("h", (n % 97 for n in range(frames))).tobytes())


def main():
    with tempfile.TemporaryDirectory() as root:
        inbox, outbox = Path(root, "in"), Path(root, "out")
        inbox.mkdir()
        outbox.mkdir()
        for number in range(3):
            record(inbox / f"take{number}.wav", 0.2 + number / 10)
        (inbox / "take3.wav").write_bytes(b"\0" * 4096)
        night = Night(inbox, outbox)
        night.launch()
        night.settle()
        night.clear()
        print(*sorted(night.report), sep="\n")
    print("ok")


if __name__ == "__main__":
    main()
