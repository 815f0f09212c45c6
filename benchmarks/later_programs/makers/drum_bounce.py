"""Bounce the patterns of a drum machine to WAV files, in a folder beside the project."""
import sys
import tempfile
import time
import wave
from multiprocessing import Pool
from pathlib import Path

KIT = {"kick": (55, 0.08), "snare": (180, 0.05), "hat": (4000, 0.02)}

PATTERNS = {
    "intro": "k...k...",
    "verse": "k.h.s.h.",
    "chorus": "khhhshhh",
    "bridge": "k...s.kk",
    "outro": "k.......",
}


def hit(letter, rate):
    name = next((n for n in KIT if n.startswith(letter)), None)
    if name is None:
        return bytes(int(rate * 0.08) * 2)
    pitch, decay = KIT[name]
    out = bytearray()
    for i in range(int(rate * 0.08)):
        level = max(0.0, 1 - i / rate / decay)
        value = int(level * (9000 if (i * pitch * 2 // rate) % 2 else -9000))
        out += value.to_bytes(2, "little", signed=True)
    return bytes(out)


def bounce(name, pattern, folder, rate=8000):
    time.sleep(0.5)  # the sampler needs a moment until its disk cache is warm
    with wave.open(str(folder / f"{name}.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        for letter in pattern:
            file.writeframes(hit(letter, rate))
    return name


class Session:
    def __init__(self, folder):
        self.folder = folder
        self.finished = []

    def bounce_all(self, patterns):
        with Pool(2) as pool:
            for name, pattern in patterns.items():
                pool.apply_async(
                    bounce,
                    (name, pattern, self.folder),
                    callback=self.finished.append,
                    error_callback=lambda error: print("failed:", error, file=sys.stderr),
                )


def main():
    with tempfile.TemporaryDirectory() as folder:
        session = Session(Path(folder))
        session.bounce_all(PATTERNS)
        files = sorted(path.name for path in session.folder.glob("*.wav"))
    print(f"{len(files)} of {len(PATTERNS)} patterns bounced")
    if len(files) == len(PATTERNS):
        print("ok")


if __name__ == "__main__":
    main()
