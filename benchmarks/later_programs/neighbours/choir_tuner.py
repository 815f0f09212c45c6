"""How far the voices of a choir are off, listened to in threads; the ear remembers what it heard."""
import math
from multiprocessing.pool import ThreadPool
from multiprocessing import Process, Value

A4 = 440.0

VOICES = {"soprano": 884.1, "alto": 441.3, "tenor": 330.9, "bass": 110.4}


class Ear:
    def __init__(self, voices):
        self.voices = voices
        self.heard = {}

    def listen(self, voice):
        hertz = self.voices[voice]
        semitones = 12 * math.log2(hertz / A4)
        self.heard[voice] = round(100 * (semitones - round(semitones)), 1)

    def listen_to_all(self):
        with ThreadPool(2) as pool:
            pool.map(self.listen, self.voices)


class Metronome(Process):
    """Beats in a process of its own; how often it did is shared."""

    def __init__(self, bars):
        super().__init__()
        self.bars = bars
        self.beats = Value("i", 0)
        self.position = 0

    def run(self):
        while self.position < self.bars:
            self.position += 1
            self.beats.value = 4 * self.position


def main():
    metronome = Metronome(bars=8)
    metronome.start()
    ear = Ear(VOICES)
    ear.listen_to_all()
    metronome.join()
    assert metronome.exitcode == 0
    assert sorted(ear.heard) == sorted(VOICES)
    assert metronome.beats.value == 32
    print(ear.heard)
    print("ok")


if __name__ == "__main__":
    main()
