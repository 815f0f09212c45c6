"""A metronome for rehearsals: beats in a process of its own so that the display cannot delay it."""

import time
from multiprocessing import Process, Queue


class Metronome(Process):
    """Sends a beat whenever one is due; ``accent`` says which beats of a bar are stressed."""

    def __init__(self, tempo, beats, out, accent=lambda beat: beat == 0, bar=4):
        super().__init__(name="metronome", daemon=True)
        self.interval = 60.0 / tempo
        self.beats = beats
        self.out = out
        self.accent = accent
        self.bar = bar

    def run(self):
        due = time.monotonic()
        for number in range(self.beats):
            due += self.interval
            time.sleep(max(0.0, due - time.monotonic()))
            self.out.put("TICK" if self.accent(number % self.bar) else "tock")
        self.out.put(None)


class Display:
    def __init__(self, beats):
        self.beats = beats
        self.shown = []

    def follow(self, queue):
        for beat in iter(queue.get, None):
            self.shown.append(beat)
            print(beat)


def main():
    queue = Queue()
    metronome = Metronome(tempo=1800, beats=8, out=queue)
    metronome.start()
    display = Display(8)
    display.follow(queue)
    metronome.join()
    print("ok" if display.shown.count("TICK") == 2 else display.shown)


if __name__ == "__main__":
    main()
