"""Folds stereo takes to mono, one process each; what a process leaves with decides what comes next."""
import array
import enum
import multiprocessing as mp
import operator
import sys
import tempfile
import wave
from collections import defaultdict
from multiprocessing.connection import wait
from pathlib import Path


class Left(enum.IntEnum):
    DONE = 0
    UNREADABLE = 65
    EMPTY = 66


status_of = operator.attrgetter("exitcode")


def write(path, samples, channels):
    with wave.open(str(path), "wb") as out:
        out.setparams((channels, 2, 8000, 0, "NONE", "not compressed"))
        out.writeframes(array.array("h", samples).tobytes())


def fold(source, target):
    try:
        with wave.open(str(source), "rb") as take:
            samples = array.array("h", take.readframes(take.getnframes()))
    except (wave.Error, EOFError):
        sys.exit(Left.UNREADABLE.value)
    if not samples:
        sys.exit(Left.EMPTY.value)
    write(target, [(a + b) // 2 for a, b in zip(samples[::2], samples[1::2])], channels=1)


class Folding:
    def __init__(self, target):
        self.target = target
        self.by_sentinel = {}
        self.ended = defaultdict(list)

    def begin(self, source):
        process = mp.Process(target=fold, args=(source, self.target / source.name))
        process.start()
        self.by_sentinel[process.sentinel] = source.stem, process

    def follow(self):
        while self.by_sentinel:
            for sentinel in wait(list(self.by_sentinel)):
                title, process = self.by_sentinel.pop(sentinel)
                process.join()
                self.ended[status_of(process)].append(title)
        return {Left(status): sorted(titles) for status, titles in self.ended.items()}


def main():
    with tempfile.TemporaryDirectory() as root:
        takes, folded = Path(root, "takes"), Path(root, "folded")
        takes.mkdir()
        folded.mkdir()
        write(takes / "a.wav", range(-800, 800), channels=2)
        write(takes / "b.wav", range(400), channels=2)
        write(takes / "c.wav", [], channels=2)
        (takes / "d.wav").write_bytes(b"RIFFnothing")
        folding = Folding(folded)
        for source in sorted(takes.iterdir()):
            folding.begin(source)
        ended = folding.follow()
        made = sorted(path.stem for path in folded.iterdir())
    for status, titles in sorted(ended.items()):
        print(status.name.lower(), *titles)
    if made != ended[Left.DONE] or ended[Left.UNREADABLE] != ["d"] or ended[Left.EMPTY] != ["c"]:
        sys.exit("unexpected ends")
    print("ok")


if __name__ == "__main__":
    main()
